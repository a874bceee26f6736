package io.leasehold.lab.sessions;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.HoldKind;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * Two connections, one session that may be used over both, and others that are opened beside it: opens, calls, holds and ends in
 * any order from any thread. Public for Lincheck alone.
 */
@Param(name = "connection", gen = IntGen.class, conf = "0:1")
public class SessionLaw {

    private static final String USER = "ann";

    private final SessionRegistry registry = SessionRegistry.named("law")
            .maximumSessions(SessionSpecification.MOST)
            .ticker(new StoppedTicker())
            .runner(new RunsNothing())
            .build();
    private final ClientConnection[] connections = {start(), start()};
    private final OpenedSession shared = connections[0].open(USER, SessionOptions.DEFAULT, session -> {});

    private ClientConnection start() {
        return registry.start("192.0.2.7", ConnectionKind.LASTING);
    }

    /** Gives whether it was opened. */
    @Operation
    public boolean open(@Param(name = "connection") int connection) {
        try {
            connections[connection].open(USER, SessionOptions.DEFAULT, session -> {});
            return true;
        } catch (SessionException refused) {
            return false;
        }
    }

    /** Gives what the call of the shared session came to. */
    @Operation
    public String call(@Param(name = "connection") int connection) {
        try {
            connections[connection].call(shared.token(), USER).close();
            return "called";
        } catch (SessionException refused) {
            return refused.getClass().getSimpleName();
        }
    }

    /** Gives whether the shared session holds it. */
    @Operation
    public boolean hold() {
        try {
            shared.session().hold(HoldKind.OTHER, "thing", () -> {});
            return true;
        } catch (SessionException ended) {
            return false;
        }
    }

    /** Gives whether the shared session ended by this. */
    @Operation
    public boolean endSession() {
        return shared.session().end();
    }

    @Operation
    public void endConnection(@Param(name = "connection") int connection) {
        connections[connection].end();
    }

    @Operation
    public int sessions() {
        return registry.snapshot().sessions().size();
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

    private static final class RunsNothing implements TaskRunner {

        @Override
        public void execute(Runnable task) {}

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
