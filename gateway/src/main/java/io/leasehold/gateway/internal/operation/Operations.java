package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionOperation;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All operations of a gateway, from their arrival to their close. Safe for any number of threads.
 *
 * <p>An operation is found by its id until its client closes it, its session ends, or nobody has fetched from it for long. The
 * session of one that is gone is remembered for a while, so that its owner can be told why the session ended.
 */
public final class Operations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);
    private static final int MOST_REMEMBERED = 10_000;

    /** For how long a drain still waits for the close of one whose client knows all of it. */
    private static final Duration CLOSE_AFTER_TOLD = Duration.ofSeconds(5);

    private final OperationSettings settings;
    private final Ticker ticker;
    private final Deadlines deadlines;
    private final Runner runner;
    private final List<Consumer<OperationEnd>> told;
    private final Map<OperationId, Operation> all = new ConcurrentHashMap<>();

    /** COMMITs that are under way, and whose handle nobody has. */
    private final Set<Operation> abandoned = ConcurrentHashMap.newKeySet();

    private final ReentrantLock lock = new ReentrantLock();

    /** The sessions of operations that are gone, the oldest first. */
    private final Map<OperationId, String> gone = new LinkedHashMap<>();

    /**
     * @param threads run operations, one thread for each that has a connection; they lose none, and throw none back
     * @param buffers gives each operation with rows its buffer, by its user
     * @param told of each operation that is over, once, on the thread that brought it about and with no lock held; what they throw is
     *     logged and otherwise ignored
     */
    public Operations(
            OperationSettings settings,
            Ticker ticker,
            TaskRunner runner,
            Executor threads,
            Function<String, ReadAhead> buffers,
            List<Consumer<OperationEnd>> told) {
        this.told = List.copyOf(told);
        this.settings = settings;
        this.ticker = ticker;
        this.deadlines = new Deadlines(ticker, runner, threads);
        this.runner = new Runner(threads, settings, deadlines, buffers);
    }

    public OperationSettings settings() {
        return settings;
    }

    Ticker ticker() {
        return ticker;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    Runner runner() {
        return runner;
    }

    /** Statements that did not end after a cancel, and whose connections were cut off. */
    public long aborted() {
        return runner.aborted();
    }

    /**
     * Begins an operation; it waits, runs and ends by itself.
     *
     * @param timeout how long it may take, zero for no limit
     * @throws ClientErrorException if it is refused; nothing is left of it
     * @throws SessionException if the session has ended or is detached, or the gateway drains
     */
    Operation submit(GatewaySession session, OperationRequest statement, Duration timeout) throws ClientErrorException {
        return started(begin(session, statement), operation -> {
            limit(operation, timeout);
            // The last: who is told that it failed must be able to rely on its not having run.
            session.route(operation);
        });
    }

    /** How an operation is started. */
    private interface Start {
        void start(Operation operation) throws ClientErrorException;
    }

    private Operation started(Operation operation, Start how) throws ClientErrorException {
        try {
            how.start(operation);
        } catch (ClientErrorException e) {
            operation.failed(e);
            // Its client has this for an answer, and nothing to ask by.
            operation.heard();
            close(operation, "it was refused");
            throw e;
        } catch (RuntimeException | Error e) {
            close(operation, "the gateway failed");
            operation.heard();
            throw e;
        }
        return operation;
    }

    private void limit(Operation operation, Duration timeout) {
        if (!timeout.isZero()) {
            operation.timers().untilOver(deadlines.in(timeout, () -> timedOut(operation, timeout, Duration.ZERO)));
        }
        operation.timers().untilOver(deadlines.in(settings.turnTimeout(), () -> turnTimedOut(operation)));
    }

    /** What the gateway does by itself for a statement. */
    interface Answer {
        /** Does it, and gives rows or null. */
        @Nullable RowReader give() throws ClientErrorException;
    }

    /**
     * An operation that is done as it begins: what the gateway knows by itself.
     *
     * @param answer not asked if it is refused, or cancelled before it begins
     * @throws ClientErrorException if it is refused; nothing is left of it
     */
    Operation answered(GatewaySession session, OperationRequest statement, Answer answer) throws ClientErrorException {
        return started(begin(session, statement), operation -> {
            session.adopt(operation);
            runner.answer(operation, answer);
        });
    }

    private Operation begin(GatewaySession session, OperationRequest statement) {
        SessionOperation registered = session.registered().operation(statement.verb());
        Operation operation = new Operation(session, statement, registered);
        all.put(operation.id(), operation);
        return operation;
    }

    /** What it waited for its client counts not. */
    private void timedOut(Operation operation, Duration timeout, Duration granted) {
        Duration more = operation.parked().minus(granted);
        if (!operation.isOver() && !more.isZero()) {
            Duration all = granted.plus(more);
            operation.timers().untilOver(deadlines.in(more, () -> timedOut(operation, timeout, all)));
            return;
        }
        operation.cancel(Phase.TIMED_OUT, "the statement did not end within " + words(timeout));
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private void turnTimedOut(Operation operation) {
        boolean forPin = operation.work().leaves() != Work.Leaves.NOTHING;
        // It may have its turn while this is put together, and then may well be run.
        ClientErrorException why = new ClientErrorException(
                ClientErrorException.OUT_OF_TIME,
                "it waited " + words(settings.turnTimeout()) + " for a connection of backend "
                        + operation.session().profile().backend().name() + ", and was not run: "
                        + operation.session().profile().backend().gate().scene(forPin));
        operation.endIfItWaits(Phase.FAILED, why);
    }

    /**
     * Its rows come, or it is over: from now on the session holds what it came to, so that a drain waits until its client knows. The
     * end of a session closes it.
     */
    void holdResult(Operation operation) {
        try {
            operation
                    .result()
                    .held(operation
                            .session()
                            .registered()
                            .hold(
                                    HoldKind.RESULT,
                                    "the result of operation " + operation.id(),
                                    () -> close(operation, "its session ended")));
        } catch (SessionException e) {
            // The session has ended, and this closes the operation as it would have closed the result.
            close(operation, "its session ended");
        }
    }

    /** It is over, however. */
    void ended(Operation operation) {
        holdResult(operation);
        watch(operation, settings.resultIdle());
        if (!told.isEmpty()) {
            OperationEnd end = OperationEnd.of(operation);
            told.forEach(one -> tell(one, end));
        }
        if (abandoned.contains(operation)) {
            close(operation, "its client is gone");
        }
    }

    private static void tell(Consumer<OperationEnd> one, OperationEnd end) {
        try {
            one.accept(end);
        } catch (Throwable e) {
            LOG.error("operation {} could not be counted or written down", end.id(), e);
        }
    }

    /** Its client knows all of it; most close it then, and should not find that the drain was quicker. */
    void told(Operation operation) {
        deadlines.in(CLOSE_AFTER_TOLD, operation.result()::release);
    }

    private void watch(Operation operation, Duration left) {
        operation.timers().untilClosed(deadlines.in(left, () -> closeIfIdle(operation)));
    }

    private void closeIfIdle(Operation operation) {
        long left = settings.resultIdle().toNanos() - (ticker.nanos() - operation.touchedAt());
        if (left <= 0) {
            close(
                    operation,
                    "nobody fetched from it for " + settings.resultIdle().toMinutes() + " min");
        } else if (all.containsKey(operation.id())) {
            watch(operation, Duration.ofNanos(left));
        }
    }

    public @Nullable Operation find(OperationId id) {
        return all.get(id);
    }

    /** The session of an operation that there is or was, or empty. */
    public String sessionOf(OperationId id) {
        Operation operation = all.get(id);
        if (operation != null) {
            return operation.session().id();
        }
        lock.lock();
        try {
            return gone.getOrDefault(id, "");
        } finally {
            lock.unlock();
        }
    }

    /** Ends an operation for good; gives false if it was. */
    public boolean close(Operation operation, String why) {
        boolean closed = operation.close(why);
        forget(operation);
        return closed;
    }

    /**
     * Ends an operation for good whose handle nobody has, nor ever will. A COMMIT that is under way is left to end by itself: by the
     * time it heard of a cancel it might be done, and who takes it for cancelled does all of it again. Its session's end closes it.
     */
    public void abandon(Operation operation, String why) {
        ClientErrorException unrun = new ClientErrorException(ClientErrorException.CANCELLED, why);
        boolean mayBeDone = operation.work().commits() && !operation.endIfItWaits(Phase.CANCELED, unrun);
        if (mayBeDone) {
            abandoned.add(operation);
        }
        // One that ends just now finds that it is abandoned, or is found to be over.
        if (!mayBeDone || operation.isOver()) {
            close(operation, why);
        }
    }

    private void forget(Operation operation) {
        abandoned.remove(operation);
        operation.session().forget(operation);
        if (all.remove(operation.id()) == null) {
            return;
        }
        lock.lock();
        try {
            gone.put(operation.id(), operation.session().id());
            if (gone.size() > MOST_REMEMBERED) {
                gone.remove(gone.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    /** The oldest first. */
    public List<Operation> all() {
        long now = ticker.nanos();
        return all.values().stream()
                .sorted(Comparator.comparing((Operation one) -> now - one.arrivedAt())
                        .reversed())
                .toList();
    }

    @Override
    public void close() {
        all().forEach(operation -> close(operation, "the gateway was stopped"));
        deadlines.close();
    }
}
