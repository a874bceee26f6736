package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowSchema;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.session.Held;
import io.leasehold.session.SessionOperation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One statement, or one call for metadata, from its arrival to its close. Safe for any number of threads.
 *
 * <p>Its phase moves forward only, under its lock, and whoever moves it to one that is over, the thread that runs it or one that
 * cancels it, is the one whose word counts: the other finds it over. So an operation has one outcome, and its client is told of no
 * other. A cancel finds it in one of four places. In the line: it leaves it, or has its turn by now and the thread that was told of
 * it finds it over and gives the turn back. With a turn and no statement: the thread finds it over before it runs anything. With a
 * statement: {@link InFlight} sends the cancel, or remembers it. With its rows coming: the same, and the buffer is failed, so that
 * neither the thread nor the client waits for the other.
 */
public final class Operation {

    private final OperationId id = OperationId.fresh();
    private final GatewaySession session;
    private final Statement statement;
    private final SessionOperation registered;
    private final long arrivedAt;
    private volatile long touchedAt;
    private final long startedMillis = System.currentTimeMillis();
    private final OperationLog log = new OperationLog();
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final AtomicInteger polls = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Phase, Long> times = new EnumMap<>(Phase.class);
    private Phase phase = Phase.QUEUED;
    private long phaseSince;
    private boolean isParked;
    private long parkedSince;
    private long parked;
    private boolean isClosedEarly;
    private long completedMillis;
    private long rowCount;
    private long modified = -1;
    private boolean isClosed;
    private @Nullable Held result;
    private @Nullable Turn turn;
    private @Nullable InFlight flight;
    private @Nullable RowSchema schema;
    private @Nullable ReadAhead rows;
    private @Nullable ClientErrorException error;
    private Deadlines.@Nullable Deadline timeout;

    /**
     * What is to be done.
     *
     * @param verb for displays
     * @param sql shown only where displays may
     * @param rows whether rows will come
     */
    record Statement(Work work, String verb, String sql, Rows rows) {}

    Operation(GatewaySession session, Statement statement, SessionOperation registered) {
        this.session = session;
        this.statement = statement;
        this.registered = registered;
        this.arrivedAt = session.now();
        this.phaseSince = arrivedAt;
        this.touchedAt = arrivedAt;
        if (statement.rows() == Rows.NO) {
            decided.complete(null);
        }
        log.add("queued");
    }

    public OperationId id() {
        return id;
    }

    public GatewaySession session() {
        return session;
    }

    public String verb() {
        return statement.verb();
    }

    public String sql() {
        return statement.sql();
    }

    Work work() {
        return statement.work();
    }

    SessionOperation registered() {
        return registered;
    }

    OperationLog log() {
        return log;
    }

    /** The lines since the last fetch of lines, or from the first. */
    public List<String> logLines(boolean fromTheFirst, long most) {
        return log.fetch(fromTheFirst, most);
    }

    /** A client has asked for something of it. */
    public void touch() {
        touchedAt = session.now();
    }

    long touchedAt() {
        return touchedAt;
    }

    long arrivedAt() {
        return arrivedAt;
    }

    /** Whether rows will come, unless it fails. */
    public boolean isSureToHaveRows() {
        return statement.rows() == Rows.YES;
    }

    /** For how long the next call for its state may wait: longer the more often it was asked for. */
    public Duration nextPoll() {
        OperationSettings settings = session.operations().settings();
        int times = Math.min(polls.getAndIncrement(), 10);
        Duration wait = settings.pollShortest().multipliedBy(1L << times);
        return wait.compareTo(settings.pollLongest()) < 0 ? wait : settings.pollLongest();
    }

    /** Done once it is known whether rows come, or it is over. */
    public Future<Void> decided() {
        return decided;
    }

    /** Done once a first row is there, or it is over. */
    public Future<Void> settled() {
        return settled;
    }

    void timeout(Deadlines.Deadline deadline) {
        lock.lock();
        try {
            timeout = deadline;
            if (phase.isOver()) {
                deadline.callOff();
            }
        } finally {
            lock.unlock();
        }
    }

    /** It waits in this line, unless it is over by now: then it leaves it. */
    void waitsFor(Turn entered) {
        lock.lock();
        try {
            turn = entered;
            if (!phase.isOver()) {
                return;
            }
        } finally {
            lock.unlock();
        }
        session.left(this, entered.leave());
    }

    /** Its place in the line, or 0. */
    public int place() {
        Turn entered;
        lock.lock();
        try {
            entered = phase == Phase.QUEUED ? turn : null;
        } finally {
            lock.unlock();
        }
        return entered == null ? 0 : entered.place();
    }

    /** It has its turn; false if it is over. */
    boolean leasing() {
        boolean mayRun = registered.start(() -> cancel(Phase.CANCELED, "its session ended"));
        if (!mayRun) {
            cancel(Phase.CANCELED, "it was cancelled while it waited");
        }
        return mayRun && move(Phase.LEASING);
    }

    /** Its statement is about to run; false if it is over. */
    boolean running(InFlight with) {
        lock.lock();
        try {
            if (!move(Phase.RUNNING)) {
                return false;
            }
            flight = with;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Its rows come, through this buffer; false if it is over: the buffer is not used. */
    boolean reading(RowSchema columns, ReadAhead buffer) {
        lock.lock();
        try {
            if (!move(Phase.READING)) {
                return false;
            }
            schema = columns;
            rows = buffer;
        } finally {
            lock.unlock();
        }
        decided.complete(null);
        return true;
    }

    /** So many more rows are buffered. */
    void read(int more) {
        lock.lock();
        try {
            rowCount += more;
        } finally {
            lock.unlock();
        }
        settled.complete(null);
    }

    /** Its thread is about to wait for its client, and does nothing at the server; false if it is over. */
    boolean park() {
        lock.lock();
        try {
            isParked = true;
            parkedSince = session.now();
            return !phase.isOver();
        } finally {
            lock.unlock();
        }
    }

    /** Its thread goes on; false if it is over: it must not. */
    boolean unpark() {
        lock.lock();
        try {
            parked += session.now() - parkedSince;
            isParked = false;
            return !phase.isOver();
        } finally {
            lock.unlock();
        }
    }

    /** For how long it waited for its client so far. */
    Duration parked() {
        lock.lock();
        try {
            return Duration.ofNanos(parked + (isParked ? session.now() - parkedSince : 0));
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is over because its client wanted no more of its rows. */
    boolean isClosedEarly() {
        lock.lock();
        try {
            return isClosedEarly;
        } finally {
            lock.unlock();
        }
    }

    /** It is done, and well. */
    void finished(long changed) {
        ReadAhead buffer;
        lock.lock();
        try {
            if (!move(Phase.FINISHED)) {
                return;
            }
            modified = changed;
            buffer = rows;
            log.add(buffer == null ? "done, " + changed + " rows changed" : "done, " + rowCount + " rows read");
        } finally {
            lock.unlock();
        }
        if (buffer != null) {
            buffer.end();
        }
        over();
    }

    /** It has failed. */
    void failed(ClientErrorException why) {
        end(Phase.FAILED, why, false);
    }

    /** Ends it unless it is over, from outside of the thread that runs it. */
    boolean fail(ClientErrorException why) {
        return end(Phase.FAILED, why, true);
    }

    /**
     * Cancels it, unless it is over.
     *
     * @param how CANCELED or TIMED_OUT
     * @param why in words, for the client
     * @return whether this call did
     */
    public boolean cancel(Phase how, String why) {
        String state = how == Phase.TIMED_OUT ? ClientErrorException.OUT_OF_TIME : ClientErrorException.CANCELLED;
        return end(how, new ClientErrorException(state, why), true);
    }

    private boolean end(Phase how, ClientErrorException why, boolean fromOutside) {
        ReadAhead buffer;
        InFlight running;
        Turn entered;
        boolean waited;
        boolean runs;
        lock.lock();
        try {
            waited = phase == Phase.QUEUED;
            if (!move(how)) {
                return false;
            }
            // While its thread waits for the client nothing runs that a cancel could end.
            runs = fromOutside && !isParked;
            error = why;
            buffer = rows;
            running = flight;
            entered = turn;
            log.add(why.getMessage());
        } finally {
            lock.unlock();
        }
        if (running != null && runs) {
            running.cancel();
        }
        if (buffer != null && fromOutside) {
            buffer.close();
        } else if (buffer != null) {
            buffer.fail(new SQLException(why.getMessage(), why.sqlState(), why.code()));
        }
        if (waited) {
            session.left(this, entered != null && entered.leave());
        }
        over();
        return true;
    }

    private void over() {
        lock.lock();
        try {
            completedMillis = System.currentTimeMillis();
            if (timeout != null) {
                timeout.callOff();
            }
        } finally {
            lock.unlock();
        }
        registered.close();
        decided.complete(null);
        settled.complete(null);
    }

    boolean move(Phase next) {
        lock.lock();
        try {
            if (phase.isOver()) {
                return false;
            }
            long now = session.now();
            times.merge(phase, now - phaseSince, Long::sum);
            phase = next;
            phaseSince = now;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Its client is done with it; cancels it if it is not over. Gives false if it was closed before. */
    public boolean close(String why) {
        ReadAhead buffer;
        Held held;
        lock.lock();
        try {
            if (isClosed) {
                return false;
            }
            isClosed = true;
            isClosedEarly = phase == Phase.READING;
            buffer = rows;
            held = result;
        } finally {
            lock.unlock();
        }
        cancel(Phase.CANCELED, why);
        if (buffer != null) {
            buffer.close();
        }
        if (held != null) {
            held.release();
        }
        return true;
    }

    /** The session holds its result; gives it back at once if it was closed meanwhile. */
    void heldAs(Held held) {
        boolean isTooLate;
        lock.lock();
        try {
            result = held;
            isTooLate = isClosed;
        } finally {
            lock.unlock();
        }
        if (isTooLate) {
            held.release();
        }
    }

    /** A reading of it. */
    public Status status() {
        lock.lock();
        try {
            long now = session.now();
            Map<Phase, Duration> spent = new EnumMap<>(Phase.class);
            times.forEach((past, nanos) -> spent.put(past, Duration.ofNanos(nanos)));
            spent.put(phase, Duration.ofNanos(now - phaseSince));
            return new Status(
                    phase, settled.isDone(), schema, rows, modified, rowCount, error, startedMillis, completedMillis, spent);
        } finally {
            lock.unlock();
        }
    }

    boolean isOver() {
        lock.lock();
        try {
            return phase.isOver();
        } finally {
            lock.unlock();
        }
    }

    /**
     * A reading of an operation.
     *
     * @param phase where it is
     * @param isSettled whether a client may fetch, or nothing more will come
     * @param schema its columns, once known
     * @param rows its rows, once they come
     * @param modified rows changed, or -1
     * @param rowCount rows read so far
     * @param error why it is over, if not well
     * @param startedMillis when it came, by the wall clock
     * @param completedMillis when it was over, or 0
     * @param times how long it was where
     */
    public record Status(
            Phase phase,
            boolean isSettled,
            @Nullable RowSchema schema,
            @Nullable ReadAhead rows,
            long modified,
            long rowCount,
            @Nullable ClientErrorException error,
            long startedMillis,
            long completedMillis,
            Map<Phase, Duration> times) {}
}
