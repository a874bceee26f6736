package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.spi.Ticker;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A statement while its operation has the lease, and what may cancel it. The operation's thread runs and ends it; any thread cancels.
 *
 * <p>A cancel must never meet a statement of somebody else. It is sent by who finds, under the lock, that the lease is still held and
 * marks that it is sending; the end of the use marks, under the same lock, that it is over. So either the cancel comes first, and the
 * end waits until it was sent; or the end comes first, and nothing is sent. A cancel that takes longer than the wait may arrive late
 * all the same, so the lease is doomed before anything is sent: its connection serves nobody after this. A cancel before the
 * statement is made is remembered: {@link #executing} says no. A cancel that is at the server before its statement has begun there is
 * lost, so it is sent again until the use is over. What makes no statement, such as a call for metadata, cannot be cancelled: if it
 * does not end by itself its connection is cut off, as that of a statement that does not heed its cancels. Who cuts it off has found
 * under the lock that it is not over, and dooms the lease there: what is then ended at the server is nobody else's.
 */
final class InFlight {

    private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

    /** Long for a reader that is between two rows, short for somebody who waits for the connection. */
    private static final Duration LONGEST_FAREWELL = Duration.ofMillis(100);

    /** Long for rows that come as fast as they can, short for the statement that waits behind them. */
    private static final Duration LONGEST_SKIP = Duration.ofSeconds(5);

    /** Long for a statement to begin at its server, short for who waits for its end. */
    private static final Duration SENT_AGAIN_AFTER = Duration.ofMillis(500);

    private static final String UNHEEDED = "its statement did not end after a cancel";

    private final Backend backend;
    private final BackendLease lease;
    private final OperationSettings settings;
    private final Deadlines deadlines;
    private final AtomicLong aborted;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Statement statement;
    private Deadlines.@Nullable Deadline abort;
    private Deadlines.@Nullable Deadline again;
    private Deadlines.@Nullable Deadline farewell;
    private @Nullable Thread waiter;
    private boolean isSkipping;
    private boolean isHurried;
    private boolean isWanted;
    private boolean isSending;
    private boolean isCutOff;
    private boolean isOver;

    InFlight(Backend backend, BackendLease lease, OperationSettings settings, Deadlines deadlines, AtomicLong aborted) {
        this.backend = backend;
        this.lease = lease;
        this.settings = settings;
        this.deadlines = deadlines;
        this.aborted = aborted;
    }

    BackendLease lease() {
        return lease;
    }

    /** The statement is about to run; false if it was cancelled: it must not. */
    boolean executing(Statement made) {
        lock.lock();
        try {
            statement = made;
            return !isWanted;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Its client wants no more of the rows that are being read. Whoever reads them notices by itself, in most cases at once, which
     * costs nothing; a cancel would cost the connection, and follows only where the database keeps the reader waiting.
     */
    void endSoon() {
        lock.lock();
        try {
            if (farewell == null && !isOver) {
                farewell = deadlines.in(LONGEST_FAREWELL, this::cancel);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Rows that nobody wants are about to be read to their end, since nothing else can run on the connection before. That may take for
     * ever, so it is cancelled if it takes too long, which costs the connection and what its session has on it.
     *
     * @param atLeisure whether what the session has there may still be wanted
     */
    void skips(boolean atLeisure) {
        lock.lock();
        try {
            isSkipping = true;
            isHurried |= !atLeisure;
            endSkipping();
        } finally {
            lock.unlock();
        }
    }

    /** What its session has on the connection is wanted no more. */
    void hurry() {
        lock.lock();
        try {
            isHurried = true;
            endSkipping();
        } finally {
            lock.unlock();
        }
    }

    /** Under the lock. */
    private void endSkipping() {
        if (isSkipping && !isOver) {
            callOff(farewell);
            farewell = deadlines.in(isHurried ? LONGEST_FAREWELL : LONGEST_SKIP, this::cancel);
        }
    }

    /** Cancels what runs; returns at once. A second call, and one after the end, does nothing. */
    void cancel() {
        lock.lock();
        try {
            if (isWanted || isOver) {
                return;
            }
            isWanted = true;
            abort = deadlines.in(settings.abortAfter(), this::abortUnlessOver);
            if (statement == null) {
                return;
            }
            lease.lose("a cancel was sent to it");
        } finally {
            lock.unlock();
        }
        backend.send(this::send);
    }

    private void send() {
        Statement running;
        lock.lock();
        try {
            running = statement;
            if (isOver || isCutOff || running == null) {
                return;
            }
            isSending = true;
        } finally {
            lock.unlock();
        }
        try {
            lease.cancel(running);
        } catch (SQLException | RuntimeException | Error e) {
            LOG.info("{}: a cancel could not be sent, so its connection is cut off: {}", backend.name(), e.toString());
            cutOff("its cancel failed");
        } finally {
            sent();
        }
    }

    private void sent() {
        Thread waiting;
        lock.lock();
        try {
            isSending = false;
            waiting = waiter;
            if (!isOver && !isCutOff) {
                again = deadlines.in(SENT_AGAIN_AFTER, () -> backend.send(this::send));
            }
        } finally {
            lock.unlock();
        }
        LockSupport.unpark(waiting);
    }

    private void cutOff(String why) {
        lock.lock();
        try {
            isCutOff = true;
        } finally {
            lock.unlock();
        }
        lease.abort(why);
    }

    /** Runs on a worker, some time after the cancel. */
    private void abortUnlessOver() {
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            // Before its use can end: what is ended at the server below must not be lent to somebody else by then.
            lease.lose(UNHEEDED);
        } finally {
            lock.unlock();
        }
        aborted.incrementAndGet();
        LOG.warn(
                "{}: a statement did not end within {} s of its cancel, and its connection is cut off",
                backend.name(),
                settings.abortAfter().toSeconds());
        cutOff(UNHEEDED);
        try {
            if (backend.endAtServer(lease.id())) {
                LOG.warn("{}: it still ran at the server, and was ended there", backend.name());
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("{}: could not ask the server whether it still runs: {}", backend.name(), e.toString());
        }
    }

    /** The use is over: nothing is sent any more once this returns, but for a cancel that takes longer than the wait. */
    void over() {
        Ticker ticker = deadlines.ticker();
        long end = ticker.nanos() + settings.cancelWait().toNanos();
        end();
        // An unpark that comes before the park is not lost: the park returns at once. An interrupt ends the wait.
        for (long left = end - ticker.nanos(); left > 0 && isSending(); left = end - ticker.nanos()) {
            ticker.park(this, left);
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
        }
    }

    private void end() {
        lock.lock();
        try {
            isOver = true;
            waiter = Thread.currentThread();
            callOff(abort);
            callOff(again);
            callOff(farewell);
        } finally {
            lock.unlock();
        }
    }

    private static void callOff(Deadlines.@Nullable Deadline deadline) {
        if (deadline != null) {
            deadline.callOff();
        }
    }

    private boolean isSending() {
        lock.lock();
        try {
            return isSending;
        } finally {
            lock.unlock();
        }
    }
}
