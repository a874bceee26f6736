package io.leasehold.examples;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.Held;
import io.leasehold.session.HoldKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.Session;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionOperation;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import io.leasehold.session.SessionToken;
import java.time.Duration;

/** A server whose sessions end when their clients do. What carries its calls, and what a query is, is its own affair. */
public final class SessionsOfAServer {

    private final Backend backend;
    private final SessionRegistry registry;

    public SessionsOfAServer(Backend backend) {
        this.backend = backend;
        this.registry = registry();
    }

    /** What the server works with. */
    public interface Backend {

        AutoCloseable scratchSpace();

        Query prepare(String text);
    }

    /** A query; closing it stops it. */
    public interface Query extends AutoCloseable {

        String run();
    }

    private static SessionRegistry registry() {
        // tag::registry[]
        SessionRegistry registry = SessionRegistry.named("server")
                .onDisconnect(OnDisconnect.endAfter(Duration.ofSeconds(30)))
                .idleTimeout(Duration.ofHours(1))
                .maximumPerUser(20)
                .build();
        // end::registry[]
        return registry;
    }

    /** A client has connected; whoever serves its socket says so, and when it is gone. */
    public ClientConnection connected(String address) {
        // tag::connection[]
        ClientConnection connection = registry.start(address, ConnectionKind.LASTING);
        // end::connection[]
        return connection;
    }

    public SessionToken open(ClientConnection connection, String user) {
        // tag::open[]
        OpenedSession opened = connection.open(user, SessionOptions.DEFAULT, session -> {
            AutoCloseable space = backend.scratchSpace();
            session.hold(HoldKind.OTHER, "scratch space", space);
        });
        return opened.token();
        // end::open[]
    }

    public String query(ClientConnection connection, SessionToken token, String user, String text) {
        // tag::call[]
        try (SessionCall call = connection.call(token, user)) {
            Session session = call.session();
            call.losses().forEach(loss -> warn(loss.name() + ": " + loss.why()));
            try (SessionOperation operation = session.operation("query")) {
                Query query = backend.prepare(text);
                return operation.start(query) ? query.run() : "cancelled";
            }
        }
        // end::call[]
    }

    /** A transaction that goes on from call to call. */
    public Held begin(Session session, AutoCloseable transaction) {
        // tag::hold[]
        Held held = session.hold(HoldKind.TRANSACTION, "transaction", transaction);
        // end::hold[]
        return held;
    }

    /** Whether all sessions ended by themselves. */
    public boolean stop() {
        // tag::drain[]
        boolean uncut = registry.drain(Duration.ofSeconds(30));
        // end::drain[]
        return uncut;
    }

    public SessionRegistry sessions() {
        return registry;
    }

    private void warn(String what) {
        System.Logger log = System.getLogger(SessionsOfAServer.class.getName());
        log.log(System.Logger.Level.INFO, what);
    }
}
