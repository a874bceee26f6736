package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowSchema;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.session.SessionOperation;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * One statement, or one call for metadata, from its arrival to its close. Safe for any number of threads.
 *
 * <p>Its phase moves forward only, under its lock, and whoever moves it to one that is over, the thread that runs it or one that
 * cancels it, is the one whose word counts: the other finds it over. So an operation has one outcome, and its client is told of no
 * other. A cancel finds it in one of five places. In the line: it leaves it, or has its turn by now and the thread that was told of
 * it finds it over and gives the turn back. With a turn and no statement: the thread finds it over before it runs anything. With a
 * statement: {@link InFlight} sends the cancel, or remembers it. With its thread waiting for the client to make room for rows: nothing
 * runs that a cancel could end; the buffer is closed, which wakes the thread, and that finds it over. And where a COMMIT or a BEGIN has
 * been done on a connection that is kept, nothing can end it: it ends as it was done. A second cancel, such as that of
 * a session that ends, ends nothing any more, but has the thread take no longer than it must.
 */
public final class Operation {

    private final OperationId id = OperationId.fresh();
    private final GatewaySession session;
    private final OperationRequest request;
    private final SessionOperation registered;
    private final long arrivedAt;
    private final long startedMillis = System.currentTimeMillis();
    private final OperationLog log;
    private final CompletableFuture<Void> decided = new CompletableFuture<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final PollPace polls;
    private final Guard guard = new Guard();
    private final OperationTimers timers = new OperationTimers();
    private final ResultHold result = new ResultHold();
    private final Hearing hearing = new Hearing();
    private final PhaseClock clock;
    private volatile long touchedAt;
    private long completedMillis;
    private long rowCount;
    private long modified = -1;
    private boolean isClosed;
    private boolean isClosedEarly;
    private @Nullable Turn turn;
    private @Nullable InFlight flight;
    private @Nullable RowSchema schema;
    private @Nullable ReadAhead rows;
    private @Nullable ClientErrorException error;

    Operation(GatewaySession session, OperationRequest request, SessionOperation registered) {
        this.session = session;
        this.request = request;
        this.registered = registered;
        this.arrivedAt = session.now();
        this.touchedAt = arrivedAt;
        this.clock = new PhaseClock(session::now);
        this.polls = new PollPace(session.operations().settings());
        if (request.rows() == Rows.NO) {
            decided.complete(null);
        }
        this.log = new OperationLog(session::now);
        log.add("queued");
    }

    public OperationId id() {
        return id;
    }

    public GatewaySession session() {
        return session;
    }

    public String verb() {
        return request.verb();
    }

    public String sql() {
        return request.sql();
    }

    Work work() {
        return request.work();
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
        return request.rows() == Rows.YES;
    }

    /** For how long the next call for its state may wait: longer the more often it was asked for. */
    public Duration nextPoll() {
        return polls.next();
    }

    /** Done once it is known whether rows come, or it is over. */
    public Future<Void> decided() {
        return decided;
    }

    /** Done once a first row is there, or it is over. */
    public Future<Void> settled() {
        return settled;
    }

    boolean isOver() {
        return guard.test(() -> clock.phase().isOver());
    }

    boolean move(Phase next) {
        return guard.test(() -> clock.move(next));
    }

    /** Its thread has done it, and says so once the connection is back: nobody cuts it off meanwhile. False if somebody has. */
    boolean conclude() {
        return guard.test(clock::conclude);
    }

    OperationTimers timers() {
        return timers;
    }

    /** What the session holds for it once it has come to something. */
    ResultHold result() {
        return result;
    }

    /** It waits in this line, unless it is over by now: then it leaves it. */
    void waitsFor(Turn entered) {
        boolean isLate = guard.test(() -> {
            turn = entered;
            return clock.phase().isOver();
        });
        if (isLate) {
            session.left(this, entered.leave());
        }
    }

    /** Its place in the line, or 0. */
    public int place() {
        Turn entered = guard.get(() -> clock.phase() == Phase.QUEUED ? turn : null);
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
        return guard.test(() -> {
            boolean moved = clock.move(Phase.RUNNING);
            flight = moved ? with : null;
            return moved;
        });
    }

    /** Its rows come, through this buffer; false if it is over: the buffer is not used. */
    boolean reading(RowSchema columns, ReadAhead buffer) {
        boolean moved = guard.test(() -> {
            boolean first = clock.move(Phase.READING);
            if (first) {
                schema = columns;
                rows = buffer;
            }
            return first;
        });
        if (moved) {
            decided.complete(null);
        }
        return moved;
    }

    /** So many more rows are buffered. */
    void read(int more) {
        guard.run(() -> rowCount += more);
        settled.complete(null);
    }

    /** Its thread is about to wait for its client, and does nothing at the server; false if it is over. */
    boolean park() {
        return guard.test(() -> {
            clock.park();
            return !clock.phase().isOver();
        });
    }

    /** Its thread goes on. */
    void unpark() {
        guard.run(clock::unpark);
    }

    /** For how long it waited for its client so far. */
    Duration parked() {
        return guard.get(clock::parked);
    }

    /** Whether it is over because its client wanted no more of its rows. */
    boolean isClosedEarly() {
        return guard.test(() -> isClosedEarly);
    }

    /** It is done, and well. */
    void finished(long changed) {
        ReadAhead buffer = guard.get(() -> rows);
        boolean isMine = guard.test(() -> {
            boolean moved = clock.move(Phase.FINISHED);
            modified = moved ? changed : modified;
            return moved;
        });
        if (isMine) {
            try {
                log.end("done, " + (buffer == null ? changed + " rows changed" : status().rowCount() + " rows read"));
                if (buffer != null) {
                    buffer.end();
                }
            } finally {
                over();
            }
        }
    }

    /** It has failed, says the thread that runs it: what it has read before can still be fetched. */
    void failed(ClientErrorException why) {
        end(Phase.FAILED, why, false);
    }

    /** Ends it unless it is over, from outside of the thread that runs it. */
    boolean fail(ClientErrorException why) {
        return end(Phase.FAILED, why, true);
    }

    /** Ends it if it has not had its turn yet. */
    boolean endIfItWaits(Phase how, ClientErrorException why) {
        return end(guard.get(() -> clock.phase() == Phase.QUEUED ? ended(how, why, true) : null), true);
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
        return end(guard.get(() -> ended(how, why, fromOutside)), fromOutside);
    }

    /** Under the lock: moves it to its end; null if it is over. */
    private @Nullable OperationCut ended(Phase how, ClientErrorException why, boolean fromOutside) {
        boolean waited = clock.phase() == Phase.QUEUED;
        if (fromOutside ? clock.cut(how) : clock.move(how)) {
            error = why;
            boolean runs = fromOutside && !clock.isParked();
            return new OperationCut(how, why, waited, turn, runs ? flight : null, rows, isClosedEarly);
        }
        if (fromOutside && flight != null) {
            flight.hurry();
        }
        return null;
    }

    private boolean end(@Nullable OperationCut ended, boolean fromOutside) {
        if (ended == null) {
            return false;
        }
        try {
            stop(ended, fromOutside);
        } finally {
            over();
        }
        return true;
    }

    private void stop(OperationCut ended, boolean fromOutside) {
        // What went wrong its client is told with the state; a client that prints both would print it twice.
        ClientErrorException why = ended.why();
        log.end(ended.how().words() + " (SQLSTATE " + why.sqlState() + ")");
        InFlight running = ended.flight();
        if (running != null && ended.isEarly()) {
            running.endSoon();
        } else if (running != null) {
            running.cancel();
        }
        ReadAhead buffer = ended.rows();
        if (buffer != null && fromOutside) {
            buffer.close();
        } else if (buffer != null) {
            buffer.fail(new SQLException(why.getMessage(), why.sqlState(), why.code()));
        }
        if (ended.waited()) {
            session.left(this, ended.turn() != null && ended.turn().leave());
        }
    }

    /** What it came to is held before it counts as over, so that no drain ends the session between the two; whatever fails, it settles. */
    private void over() {
        try {
            guard.run(() -> completedMillis = System.currentTimeMillis());
            timers.over();
            session.operations().ended(this);
        } finally {
            try {
                registered.close();
            } finally {
                decided.complete(null);
                settled.complete(null);
            }
        }
    }

    /** Its client is done with it; cancels it if it is not over. Gives false if it was closed before. */
    boolean close(String why) {
        boolean isMine = guard.test(() -> {
            boolean first = !isClosed;
            isClosedEarly |= first && clock.phase() == Phase.READING;
            isClosed = true;
            return first;
        });
        if (isMine) {
            cancel(Phase.CANCELED, why);
            ReadAhead buffer = guard.get(() -> rows);
            if (buffer != null) {
                buffer.close();
            }
            timers.closed();
            result.close();
        }
        return isMine;
    }

    /** Its client knows all of it: the last row has been fetched, or how it ended was told. */
    public void told() {
        if (isOver() && result.isToldFirst()) {
            session.operations().told(this);
        }
    }

    /** Its client was told how it ended. */
    public void heard() {
        session.heard(this, guard.get(() -> error));
    }

    Hearing hearing() {
        return hearing;
    }

    /** A reading of it. */
    public OperationStatus status() {
        return guard.get(() -> new OperationStatus(
                clock.phase(),
                settled.isDone(),
                schema,
                rows,
                modified,
                rowCount,
                error,
                startedMillis,
                completedMillis,
                clock.times()));
    }
}
