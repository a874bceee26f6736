package io.leasehold.gateway.internal.result;

import io.leasehold.spi.Ticker;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one operation between the thread that reads them, its producer, and the client's fetches. One producer at a time; any
 * number of threads fetch, ask and close.
 *
 * <p><b>What is promised, and why it holds.</b> All state is under one lock, which is held for moving batches within a {@link RowQueue} and
 * for nothing else: no driver, no client, no waiting. Each act therefore happens at one instant, and it is enough to look at what each does.
 *
 * <ul>
 *   <li><i>Each row passes once, in order.</i> {@link #offer} adds at the end of what is unread, {@link #fetch} takes from its front and adds
 *       at the end of what has passed; a rewind puts all of that back in front, and is refused once a row of it was dropped.
 *   <li><i>An empty batch is the end.</i> {@code fetch} answers one only with nothing unread and {@code ended} set; {@code ended}
 *       is never taken back, and an offer after it is refused, so that everything later is empty as well. With nothing there it answers
 *       nothing at all, and after an error, once the rows before it have passed, the error each time.
 *   <li><i>No fetch sleeps through a row.</i> {@link #ready} looks, and leaves its future, under the lock; every act that makes something
 *       to fetch takes the future under the same lock. It completes it after letting the lock go, as whoever waits runs there.
 *   <li><i>No producer sleeps through room.</i> It says under the lock that it waits and which size found no room; a fetch or a close
 *       under the lock sees that, or was before and the producer sees the room. Room in the budget is told by the budget itself.
 *   <li><i>No producer waits for ever.</i> With nothing unread a batch is taken, or refused for good where there is no memory; so a full
 *       buffer has something to fetch, and a client that fetches it makes room. A client that does not is seen by {@code awaitRoom}.
 *   <li><i>The budget gets all of it back.</i> What is taken of it is at every release of the lock what the queue holds, plus what
 *       {@code freed} is about to give back; after a close the queue is empty and nothing is added.
 * </ul>
 *
 * <p>Rows that have passed are kept for a while, so that a client may begin again; {@link RowQueue} says for how long. They do not stand
 * in the way: with nothing else there they go as soon as the next batch finds no room beside them.
 */
public final class ReadAhead implements AutoCloseable {

    /** What a producer that waited for room finds. */
    public enum Room {
        /** There may be room: offer again. */
        FREE,
        /** For as long as it was to wait nobody fetched. */
        UNREAD,
        /** The result is closed; nothing is wanted any more. */
        CLOSED
    }

    private static final String NO_MEMORY = "53200";

    private final ResultLimits limits;
    private final Budget budget;
    private final String user;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();

    // All under the lock.
    private final RowQueue queue;
    private boolean ended;
    private boolean closed;
    private @Nullable SQLException failure;
    private RowBatch nothing = RowBatch.EMPTY;
    private long refused;
    private boolean stalled;
    private long stalledSince;
    private @Nullable Thread producer;
    private @Nullable CompletableFuture<Void> ready;

    /**
     * Starts with nothing to fetch.
     *
     * @param budget shared by all operations
     * @param user of whose part of it this takes
     * @param ticker for how long nobody fetched
     */
    public ReadAhead(ResultLimits limits, Budget budget, String user, Ticker ticker) {
        this.limits = limits;
        this.queue = new RowQueue(limits);
        this.budget = budget;
        this.user = user;
        this.ticker = ticker;
    }

    /** Producer: of what columns the result is, for the empty batch at its end. */
    public void begin(RowSchema schema) {
        RowBatch empty = RowBatch.empty(schema);
        lock.lock();
        try {
            nothing = empty;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Producer: adds rows, if there is room for them.
     *
     * @param batch not empty
     * @return false if there is no room, or the result is closed: {@link #awaitRoom} says which
     * @throws SQLException 53200 if what clients have not fetched takes all the memory that there is for results, or for those of this user
     */
    public boolean offer(RowBatch batch) throws SQLException {
        if (batch.isEmpty()) {
            throw new IllegalArgumentException("an empty batch is the end, which end() says");
        }
        long freed = 0;
        CompletableFuture<Void> arrived = null;
        lock.lock();
        try {
            if (ended || failure != null) {
                throw new IllegalStateException("the result has ended");
            }
            if (closed) {
                return false;
            }
            long bytes = batch.bytes();
            boolean fits = queue.bytes() + bytes <= limits.readAheadBytes() && budget.tryTake(user, bytes);
            if (!fits && queue.hasUnread()) {
                refuse(bytes);
                return false;
            }
            if (!fits) {
                freed = queue.bytes();
                queue.forgetPassed();
                if (!budget.tryTakeFirst(user, bytes)) {
                    throw new SQLException(
                            "its rows do not fit into the memory that there is for results, and for those of one user: fetch or"
                                    + " close those that are open, and try again",
                            NO_MEMORY);
                }
            }
            refused = 0;
            queue.add(batch);
            arrived = takeReady();
        } finally {
            lock.unlock();
            budget.give(user, freed);
            complete(arrived);
        }
        return true;
    }

    private void refuse(long bytes) {
        refused = bytes;
        if (!stalled) {
            stalled = true;
            stalledSince = ticker.nanos();
        }
    }

    /**
     * Producer: waits until what was refused may find room.
     *
     * @param unreadFor how long the client may let it wait without a fetch, counted from its last one, or from when there was no room
     *     for the first time since
     */
    public Room awaitRoom(Duration unreadFor) throws InterruptedException {
        budget.enter();
        try {
            while (true) {
                long left;
                lock.lock();
                try {
                    if (closed) {
                        return Room.CLOSED;
                    }
                    if (refused == 0 || !queue.hasUnread() || hasRoom()) {
                        return Room.FREE;
                    }
                    left = unreadFor.toNanos() - (ticker.nanos() - stalledSince);
                    if (left <= 0) {
                        return Room.UNREAD;
                    }
                    producer = Thread.currentThread();
                } finally {
                    lock.unlock();
                }
                ticker.park(this, left);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } finally {
            budget.leave();
            lock.lock();
            try {
                producer = null;
            } finally {
                lock.unlock();
            }
        }
    }

    /** Producer: there are no more rows. */
    public void end() {
        finish(null);
    }

    /** Producer: there are no more rows, as something went wrong; told to the client behind the rows before it. */
    public void fail(SQLException cause) {
        finish(cause);
    }

    private void finish(@Nullable SQLException cause) {
        CompletableFuture<Void> arrived;
        lock.lock();
        try {
            if (!ended && failure == null) {
                ended = cause == null;
                failure = cause;
            }
            arrived = takeReady();
        } finally {
            lock.unlock();
        }
        complete(arrived);
    }

    /**
     * Takes the next rows: as many as are there, within what was asked for and {@link ResultLimits#batchBytes}. Never waits.
     *
     * @param maxRows at least 1
     * @return nothing if there is nothing yet, and {@link #ready} says when; no rows at the end and after it
     * @throws SQLException what the producer failed with, each time; 24000 if the result is closed
     */
    public Optional<Fetched> fetch(int maxRows) throws SQLException {
        if (maxRows < 1) {
            throw new IllegalArgumentException("at least one row, not " + maxRows);
        }
        long freed = 0;
        Thread woken = null;
        lock.lock();
        try {
            if (closed) {
                throw new SQLException("The result is closed", "24000");
            }
            stalled = false;
            stalledSince = ticker.nanos();
            if (!queue.hasUnread()) {
                return atTheEnd();
            }
            long held = queue.bytes();
            Fetched fetched = queue.take(maxRows);
            freed = held - queue.bytes();
            woken = refused != 0 ? producer : null;
            return Optional.of(fetched);
        } finally {
            lock.unlock();
            budget.give(user, freed);
            LockSupport.unpark(woken);
        }
    }

    private Optional<Fetched> atTheEnd() throws SQLException {
        if (failure != null) {
            throw failure;
        }
        return ended ? Optional.of(new Fetched(nothing, queue.position())) : Optional.empty();
    }

    /** A future that completes as soon as a fetch has something to answer: a row, the end, an error, or that it is closed. */
    public Future<Void> ready() {
        lock.lock();
        try {
            if (closed || ended || failure != null || queue.hasUnread()) {
                return CompletableFuture.completedFuture(null);
            }
            if (ready == null) {
                ready = new CompletableFuture<>();
            }
            return ready;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client may begin again; for tests. */
    boolean canRewind() {
        lock.lock();
        try {
            return queue.rewindable();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Lets the next fetch begin at the first row.
     *
     * @return false if the first rows are gone
     */
    public boolean rewind() {
        lock.lock();
        try {
            if (!queue.rewindable()) {
                return false;
            }
            queue.rewind();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How many rows were read from the database so far. */
    public long rows() {
        lock.lock();
        try {
            return queue.added();
        } finally {
            lock.unlock();
        }
    }

    /** What it takes of the budget. */
    public long bytes() {
        lock.lock();
        try {
            return queue.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** Drops all rows, gives the budget back, and wakes the producer and who waits for a row. A second close does nothing. */
    @Override
    public void close() {
        long freed;
        Thread woken;
        CompletableFuture<Void> arrived;
        lock.lock();
        try {
            closed = true;
            freed = queue.bytes();
            queue.clear();
            woken = producer;
            arrived = takeReady();
        } finally {
            lock.unlock();
        }
        budget.give(user, freed);
        LockSupport.unpark(woken);
        complete(arrived);
    }

    private boolean hasRoom() {
        return queue.bytes() + refused <= limits.readAheadBytes() && budget.fits(user, refused);
    }

    private @Nullable CompletableFuture<Void> takeReady() {
        CompletableFuture<Void> taken = ready;
        ready = null;
        return taken;
    }

    private static void complete(@Nullable CompletableFuture<Void> future) {
        if (future != null) {
            future.complete(null);
        }
    }
}
