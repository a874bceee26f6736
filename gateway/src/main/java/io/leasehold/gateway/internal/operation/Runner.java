package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.session.SessionException;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs operations, each on a thread of its own while it has a connection; as many as there are connections. Safe for any thread.
 *
 * <p>The order at the end of one is what its client can rely on: the rows are closed, what the query did is committed, no cancel can be
 * sent any more, the connection has gone back, and only then is the operation done. So who sees the end of a result, or an error,
 * finds the connection free; and an error of the commit is not told after its success.
 */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Executor threads;
    private final OperationSettings settings;
    private final Deadlines deadlines;
    private final Function<String, ReadAhead> buffers;
    private final AtomicLong aborted = new AtomicLong();

    Runner(Executor threads, OperationSettings settings, Deadlines deadlines, Function<String, ReadAhead> buffers) {
        this.threads = threads;
        this.settings = settings;
        this.deadlines = deadlines;
        this.buffers = buffers;
    }

    /** Statements that did not end after a cancel, and whose connections were cut off. */
    long aborted() {
        return aborted.get();
    }

    /** It has its turn, says whoever made room for it, and who has nothing to do with it if there is no thread for it. */
    void start(Operation operation, Turn turn, @Nullable SessionPin made) {
        try {
            threads.execute(() -> run(operation, turn, made));
        } catch (RuntimeException | Error e) {
            try {
                unleased(turn, made);
            } finally {
                fail(operation, internal(operation, e));
            }
        }
    }

    /** It is next on the connection that its session keeps. */
    void startPinned(Operation operation, SessionPin pin) {
        threads.execute(() -> runPinned(operation, pin, operation::leasing));
    }

    /** Something that may block, and is no operation. */
    void soon(Runnable what) {
        threads.execute(what);
    }

    /** It needs no connection: it is done on the calling thread, unless it was cancelled by now. */
    void answer(Operation operation, Operations.Answer answer) throws ClientErrorException {
        if (!operation.leasing() || !operation.move(Phase.RUNNING)) {
            return;
        }
        try {
            RowReader rows = answer.give();
            if (rows != null) {
                read(operation, rows, null);
            }
            operation.finished(-1);
        } catch (SQLException e) {
            operation.failed(ClientErrorException.of(e));
        }
    }

    private void run(Operation operation, Turn turn, @Nullable SessionPin made) {
        BackendLease lease = null;
        try {
            lease = acquire(operation, turn);
        } finally {
            if (lease == null) {
                unleased(turn, made);
            }
        }
        if (lease != null && made != null) {
            made.leased(lease, turn);
            runPinned(operation, made, () -> true);
        } else if (lease != null) {
            BackendLease acquired = lease;
            use(operation, acquired, turn, () -> true, () -> giveBack(acquired, turn));
        }
    }

    private static void unleased(Turn turn, @Nullable SessionPin made) {
        try {
            turn.over();
        } finally {
            if (made != null) {
                made.abandon();
            }
        }
    }

    private @Nullable BackendLease acquire(Operation operation, Turn turn) {
        GatewaySession session = operation.session();
        BackendLease lease = null;
        ClientErrorException error = null;
        boolean isReady = false;
        try {
            if (operation.leasing()) {
                operation.log().add("waits for its connection");
                lease = session.profile().backend().acquire(session.profile().identity());
                turn.lease(lease);
                lease.prepare(
                        session.variables().namespace(), session.variables().ofDatabase());
                isReady = true;
            }
        } catch (SQLException e) {
            // What the client had set may be refused each time: that is to cost no connection where one can be reset.
            if (lease != null) {
                lease.leavesState("it was prepared in part");
            }
            error = ClientErrorException.of(e);
        } catch (RuntimeException | Error e) {
            if (lease != null) {
                lease.lose("it could not be prepared");
            }
            error = internal(operation, e);
        } finally {
            if (!isReady) {
                unready(operation, lease, error);
            }
        }
        return isReady ? lease : null;
    }

    private static void unready(
            Operation operation, @Nullable BackendLease lease, @Nullable ClientErrorException error) {
        try {
            giveBack(lease, null);
        } finally {
            fail(operation, error);
        }
    }

    /** What comes before a work. */
    private interface First {
        /** Whether it may begin. */
        boolean mayRun() throws ClientErrorException;
    }

    private void runPinned(Operation operation, SessionPin pin, First isNext) {
        First first = () -> isNext.mayRun() && isKept(operation, pin);
        use(operation, pin.lease(), null, first, () -> pin.after(operation));
    }

    private static boolean isKept(Operation operation, SessionPin pin) throws ClientErrorException {
        try {
            pin.before(operation);
            return true;
        } catch (SessionException e) {
            // What else it is kept for stays; if that is nothing the pin ends with this.
            throw new ClientErrorException(ClientErrorException.GENERAL, e.getMessage());
        }
    }

    /**
     * Runs it. Whatever goes wrong, and be it that there is no memory, or that it cannot be logged, its connection goes back and its
     * client is told.
     *
     * @param first says whether it may run
     */
    private void use(Operation operation, BackendLease lease, @Nullable Turn turn, First first, Runnable back) {
        Ran ran = null;
        try {
            ran = ran(operation, lease, turn, first);
        } finally {
            if (ran == null) {
                lease.lose("an error in the gateway");
            }
            try {
                regardless(lease, back);
            } finally {
                tell(operation, ran);
            }
        }
    }

    /** What a run came to: rows that were changed, or an error. */
    private record Ran(long modified, @Nullable ClientErrorException error) {}

    private static void tell(Operation operation, @Nullable Ran ran) {
        if (ran != null && ran.error() == null) {
            operation.finished(ran.modified());
        } else {
            fail(operation, ran == null ? null : ran.error());
        }
    }

    /** @param why null if not even that could be said; one that is over by now has failed otherwise, or was cancelled */
    private static void fail(Operation operation, @Nullable ClientErrorException why) {
        operation.failed(
                why != null ? why : new ClientErrorException(ClientErrorException.GENERAL, "the gateway failed"));
    }

    private Ran ran(Operation operation, BackendLease lease, @Nullable Turn turn, First first) {
        try {
            return new Ran(first.mayRun() ? modified(operation, lease, turn) : -1, null);
        } catch (SQLException e) {
            lease.failed();
            return new Ran(-1, ofBackend(operation, lease, e));
        } catch (ClientErrorException e) {
            return new Ran(-1, e);
        } catch (RuntimeException | Error e) {
            lease.lose("an error in the gateway");
            return new Ran(-1, internal(operation, e));
        }
    }

    /** Gives the number of rows that were changed, or -1. */
    private long modified(Operation operation, BackendLease lease, @Nullable Turn turn)
            throws SQLException, ClientErrorException {
        Backend backend = operation.session().profile().backend();
        InFlight flight = new InFlight(backend, lease, settings, deadlines, aborted);
        try {
            if (!operation.running(flight)) {
                return -1;
            }
            operation.log().add("runs");
            return work(operation, flight, turn);
        } finally {
            regardless(lease, flight::over);
        }
    }

    /** Whatever goes wrong at the end of a use, the rest of it is done, and its client told how the statement ended. */
    private static void regardless(BackendLease lease, Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            struck(lease, e);
        }
    }

    /** An error that is nobody's answer: what it struck is in no state that is known. */
    private static void struck(BackendLease lease, Throwable error) {
        lease.lose("an error in the gateway");
        write(() -> LOG.error("a connection is destroyed, since its use could not be ended", error));
    }

    /** Writes a line behind which more is to be done, for which somebody waits. */
    private static void write(Runnable line) {
        try {
            line.run();
        } catch (RuntimeException | Error e) {
            // There is nowhere left to say so.
        }
    }

    /** Why a session loses what it had on a connection that it cannot keep. */
    static String lossBy(Throwable error, BackendLease lease) {
        if (error instanceof SessionException) {
            return "the session has ended";
        }
        struck(lease, error);
        return "an error in the gateway";
    }

    /** Gives the number of rows that were changed, or -1. */
    private long work(Operation operation, InFlight flight, @Nullable Turn turn)
            throws SQLException, ClientErrorException {
        Outcome outcome = operation.work().run(flight.lease(), flight);
        boolean isWhole = false;
        boolean isGood = false;
        try {
            RowReader rows = outcome.rows();
            isWhole = rows == null || read(operation, rows, turn);
            isGood = isWhole || operation.isClosedEarly();
        } catch (RuntimeException | Error e) {
            // It may have struck the driver anywhere: what would be closed there is in no state that is known.
            flight.lease().lose("an error while its rows were read");
            throw e;
        } finally {
            boolean skips = flight.lease().drainsUnread() && !isWhole;
            if (skips && turn != null) {
                flight.lease().lose("its rows were not read to their end");
            } else if (skips) {
                flight.skips(operation.isClosedEarly() || !operation.isOver());
            }
            if (!isGood) {
                closeBehindFailure(outcome, flight.lease());
            }
        }
        if (isGood) {
            close(outcome, flight.lease(), true);
        }
        return outcome.modified();
    }

    private boolean read(Operation operation, RowReader rows, @Nullable Turn turn)
            throws SQLException, ClientErrorException {
        ReadAhead buffer = buffers.apply(operation.session().registered().principal());
        if (!operation.reading(rows.schema(), buffer)) {
            buffer.close();
            return false;
        }
        operation.session().operations().holdResult(operation);
        operation.log().add("reads its rows");
        buffer.begin(rows.schema());
        return new Reading(operation, rows, buffer, turn, settings).toTheEnd();
    }

    /** What went wrong is told to the client; that closing goes wrong too costs the connection, and hides nothing. */
    private static void closeBehindFailure(Outcome outcome, BackendLease lease) {
        try {
            close(outcome, lease, false);
        } catch (SQLException e) {
            LOG.debug("a connection is destroyed, since its rows could not be closed: {}", e.toString());
            lease.lose("its rows could not be closed");
        }
    }

    /** A driver that found no memory may have lost its place in what it is sent, whatever it says. */
    private static ClientErrorException ofBackend(Operation operation, BackendLease lease, SQLException error) {
        if (ClientErrorException.isOutOfMemory(error)) {
            lease.lose("its driver found no memory");
            return internal(operation, error);
        }
        return ClientErrorException.of(error);
    }

    /** Closes what gave the rows, unless the connection is lost, where that would be no more than a wait for the driver. */
    private static void close(Outcome outcome, BackendLease lease, boolean isGood) throws SQLException {
        if (lease.isLost()) {
            return;
        }
        try {
            RowReader rows = outcome.rows();
            if (rows != null) {
                rows.close();
            }
            if (outcome.statement() != null) {
                outcome.statement().close();
            }
        } finally {
            if (outcome.streams() && isGood) {
                lease.endStreaming();
            } else if (outcome.streams()) {
                lease.abandonStreaming();
            }
        }
    }

    private static ClientErrorException internal(Operation operation, Throwable error) {
        if (ClientErrorException.isOutOfMemory(error)) {
            // Where it struck says nothing of what took the memory.
            LOG.warn("operation {} failed, as there was no memory for it: {}", operation.id(), error.toString());
            return ClientErrorException.outOfMemory(error);
        }
        LOG.error("operation {} failed in the gateway", operation.id(), error);
        return new ClientErrorException(
                ClientErrorException.GENERAL,
                "the gateway failed: " + error.getClass().getSimpleName());
    }

    /** Returns a lease, or destroys it, and ends the turn. */
    static void giveBack(@Nullable BackendLease lease, @Nullable Turn turn) {
        try {
            if (lease != null) {
                lease.close();
            }
        } catch (SQLException e) {
            write(() -> LOG.info("a connection was destroyed, since its rollback failed: {}", e.toString()));
        } catch (RuntimeException | Error e) {
            if (lease != null) {
                lease.abort("it could not be returned");
            }
            write(() -> LOG.error("a connection is destroyed, since it could not be returned", e));
        } finally {
            if (turn != null) {
                turn.lease(null);
                turn.over();
            }
        }
    }
}
