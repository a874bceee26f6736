package io.leasehold.lab.sessions;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;

/** A registry in which no time passes, and what is given back is closed by whoever brought it about, before its call returns. */
final class BareSessions {

    static final String USER = "ann";

    static {
        // A line for each connection that ends would be most of the time.
        System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "off");
    }

    private static final SessionRegistry REGISTRY = SessionRegistry.named("bare")
            .ticker(new StoppedTicker())
            .runner(new RunsAtOnce())
            .build();

    private BareSessions() {}

    static ClientConnection connection() {
        return REGISTRY.start("192.0.2.7", ConnectionKind.LASTING);
    }

    static OpenedSession session(ClientConnection connection) {
        return connection.open(USER, SessionOptions.DEFAULT, session -> {});
    }

    private static final class StoppedTicker implements Ticker {

        @Override
        public long nanos() {
            return 0;
        }

        @Override
        public long coarseNanos() {
            return 0;
        }
    }

    private static final class RunsAtOnce implements TaskRunner {

        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public Registration register(Upkeep upkeep) {
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {}
            };
        }
    }
}
