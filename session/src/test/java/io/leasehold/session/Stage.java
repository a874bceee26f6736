package io.leasehold.session;

import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** A registry on stepped time and stepped work, and what a test of it needs beside it. For the thread of one test. */
final class Stage implements AutoCloseable {

    static final String ADDRESS = "192.0.2.7";
    static final String USER = "ann";
    static final Duration GRACE = Duration.ofSeconds(15);

    final ManualTicker ticker = new ManualTicker();
    final StepRunner runner = new StepRunner(ticker);
    final Recorder recorder = new Recorder();

    /** The names of what was closed, in order. */
    final List<String> closed = new CopyOnWriteArrayList<>();

    private final List<SessionRegistry> registries = new ArrayList<>();

    SessionRegistry registry(UnaryOperator<SessionRegistryBuilder> change) {
        SessionRegistry registry = change.apply(SessionRegistry.named("stage")
                        .ticker(ticker)
                        .runner(runner)
                        .listener(recorder))
                .build();
        registries.add(registry);
        return registry;
    }

    /** Sessions of this one are detached for a while. */
    SessionRegistry graceful() {
        return registry(settings -> settings.onDisconnect(OnDisconnect.endAfter(GRACE)));
    }

    static ClientConnection connect(SessionRegistry registry) {
        return registry.start(ADDRESS, ConnectionKind.LASTING);
    }

    static ClientConnection request(SessionRegistry registry) {
        return registry.start(ADDRESS, ConnectionKind.PASSING);
    }

    static OpenedSession open(ClientConnection connection) {
        return open(connection, SessionOptions.DEFAULT);
    }

    static OpenedSession open(ClientConnection connection, SessionOptions options) {
        return connection.open(USER, options, session -> {});
    }

    /** A whole call. */
    static List<SessionLoss> call(ClientConnection connection, OpenedSession opened) {
        try (SessionCall call = connection.call(opened.token(), USER)) {
            return call.losses();
        }
    }

    /** Something to hold. */
    AutoCloseable thing(String name) {
        return () -> closed.add(name);
    }

    Held hold(OpenedSession opened, HoldKind kind, String name) {
        return opened.session().hold(kind, name, thing(name));
    }

    void pass(Duration time) {
        runner.pass(time);
    }

    /** An error that fails whoever asks it for its cause, as who logs it does. */
    static RuntimeException unloggable() {
        return new IllegalStateException("broken") {
            @Override
            public synchronized Throwable getCause() {
                throw new UnsupportedOperationException("the cause cannot be told");
            }
        };
    }

    static <T> FutureTask<T> start(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "stage");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    static <T> T get(FutureTask<T> task) throws Exception {
        return task.get(60, TimeUnit.SECONDS);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain until " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() {
        registries.forEach(SessionRegistry::close);
        runner.settle();
    }

    /** Writes down what is told. */
    static final class Recorder implements SessionListener {

        final List<String> told = new CopyOnWriteArrayList<>();
        final List<SessionEvent> events = new CopyOnWriteArrayList<>();

        private void tell(String kind, SessionEvent event) {
            events.add(event);
            told.add(kind
                    + (event.reason() == null ? "" : " " + event.reason())
                    + (event.detail().isEmpty() ? "" : ": " + event.detail()));
        }

        @Override
        public void connectionStarted(SessionEvent event) {
            tell("connectionStarted", event);
        }

        @Override
        public void connectionEnded(SessionEvent event) {
            tell("connectionEnded", event);
        }

        @Override
        public void opened(SessionEvent event) {
            tell("opened", event);
        }

        @Override
        public void refused(SessionEvent event) {
            tell("refused", event);
        }

        @Override
        public void attached(SessionEvent event) {
            tell("attached", event);
        }

        @Override
        public void detached(SessionEvent event) {
            tell("detached", event);
        }

        @Override
        public void ended(SessionEvent event) {
            tell("ended", event);
        }

        @Override
        public void closeFailed(SessionEvent event) {
            tell("closeFailed", event);
        }

        @Override
        public void closeHangs(SessionEvent event) {
            tell("closeHangs", event);
        }
    }
}
