package io.leasehold.lab.soak;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.HoldKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionOperation;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionRegistrySnapshot;
import java.time.Duration;
import java.util.SplittableRandom;

/** A server's sessions: opened, called over two connections, holding things, ended in every way, detached. Safe for any thread. */
final class SessionWork implements Work {
    private static final SessionOptions DETACHING =
            SessionOptions.DEFAULT.onDisconnect(OnDisconnect.endAfter(Duration.ofMillis(100)));

    private final Tally tally;
    private final SessionRegistry registry =
            SessionRegistry.named("soak").maximumSessions(1_000).build();

    SessionWork(Tally tally) {
        this.tally = tally;
        // as many as are remembered at most: what comes later takes the place of these
        for (int i = 0; i < SessionConfig.MOST_REMEMBERED; i++) {
            ClientConnection connection = registry.start("192.0.2.1", ConnectionKind.LASTING);
            connection.open("ann", SessionOptions.DEFAULT, session -> {});
            connection.end();
        }
    }

    @Override
    public void step(SplittableRandom random) {
        ClientConnection first = registry.start("192.0.2." + random.nextInt(250), ConnectionKind.LASTING);
        ClientConnection second = registry.start("192.0.2.251", ConnectionKind.LASTING);
        try {
            String user = "user-" + random.nextInt(1_000);
            boolean detaches = random.nextInt(50) == 0;
            OpenedSession opened = first.open(user, detaches ? DETACHING : SessionOptions.DEFAULT, session -> {});
            opened.session().hold(HoldKind.OTHER, "file", () -> {});
            opened.session().hold(HoldKind.CURSOR, "cursor", () -> {}).release();
            SessionOperation operation = opened.session().operation("query");
            operation.start(() -> {});
            second.call(opened.token(), user).close();
            operation.close();
            if (random.nextInt(4) == 0) {
                opened.session().end();
            }
            tally.saw(detaches ? "sessions: detached" : "sessions: opened");
        } catch (SessionException e) {
            tally.saw("sessions: refused, " + e.getClass().getSimpleName());
        } finally {
            first.end();
            second.end();
        }
    }

    @Override
    public void letGo() {}

    @Override
    public boolean isAtRest() {
        SessionRegistrySnapshot now = registry.snapshot();
        return now.sessions().isEmpty() && now.connections().isEmpty() && now.returning() == 0;
    }

    @Override
    public void close() {
        registry.close();
    }

    @Override
    public String toString() {
        return "the sessions, " + registry.snapshot();
    }
}
