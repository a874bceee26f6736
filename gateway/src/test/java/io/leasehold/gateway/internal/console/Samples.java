package io.leasehold.gateway.internal.console;

import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.EndView;
import io.leasehold.gateway.internal.view.LeaseView;
import io.leasehold.gateway.internal.view.OperationView;
import io.leasehold.gateway.internal.view.PinView;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.ConnectionSnapshot;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionRegistrySnapshot;
import io.leasehold.session.SessionSnapshot;
import io.leasehold.session.SessionSnapshot.Holding;
import io.leasehold.session.SessionState;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What a gateway may look like: on a usual day, and when everybody who can choose a text chose it to do harm. Stateless. */
final class Samples {

    /** Markup that runs, in an element, out of an attribute, out of a script, and characters that turn a line around. */
    static final String HOSTILE = "<script>document.title='owned'</script>\"><img src=x"
            + " onerror=\"document.title='owned'\">'</code>\u202e\u0000&lt;";

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private Samples() {}

    static SessionRegistrySnapshot sessions(List<ConnectionSnapshot> connections, List<SessionSnapshot> sessions) {
        return new SessionRegistrySnapshot(
                "gateway", SessionRegistrySnapshot.State.OPEN, connections, sessions, 12, 0, 0);
    }

    /** A gateway in which everything is somebody else's text, and all of it is this. */
    static FakeGateway saying(String text) {
        FakeGateway gateway = new FakeGateway();
        gateway.name = text;
        gateway.backends = List.of(new BackendView(
                text,
                text,
                text,
                text,
                new PoolSnapshot(
                        text,
                        PoolSnapshot.State.OPEN,
                        2,
                        1,
                        1,
                        0,
                        0,
                        0,
                        0,
                        4,
                        3,
                        0,
                        new OpenFailure(new ConnectException(text), Duration.ofSeconds(3), 2),
                        text,
                        List.of(new HolderSnapshot(text, 1, Duration.ofSeconds(1), List.of(), false))),
                List.of(new LeaseView(7, text, text, text, Duration.ofSeconds(1)))));
        gateway.sessions = sessions(
                List.of(new ConnectionSnapshot(1, text, ConnectionKind.LASTING, Duration.ofSeconds(5), List.of(text))),
                List.of(new SessionSnapshot(
                        text,
                        text,
                        text + "2",
                        text,
                        SessionState.ATTACHED,
                        List.of(1L),
                        Duration.ofSeconds(5),
                        0,
                        List.of(new Holding(text, text, Duration.ofSeconds(1))),
                        OnDisconnect.endAtOnce(),
                        Duration.ZERO,
                        null,
                        null,
                        null)));
        gateway.operations = List.of(new OperationView(
                text, text, text, text, text, text, text, Map.of("RUNNING", Duration.ofSeconds(1)), 1));
        gateway.pins = List.of(new PinView(text, text, text, text, Duration.ofSeconds(1)));
        gateway.ends = List.of(new EndView(text, text, text, text, NOON));
        return gateway;
    }

    /** An ordinary day at noon. */
    static FakeGateway usual() {
        FakeGateway gateway = new FakeGateway();
        gateway.name = "warehouse-gateway";
        gateway.backends = List.of(postgres(), mariadb());
        gateway.sessions = sessions(
                List.of(
                        connection(
                                1041,
                                "10.20.4.17",
                                2_711,
                                "9f31c6de-8a27-25c2-25de-6cab8284cda4",
                                "41b7a90c-55d3-800b-a456-f2cd8d92210a"),
                        connection(1088, "10.20.4.23", 655, "c02e7719-ab40-187d-a865-23f114be5b04"),
                        connection(1102, "10.20.9.8", 41, "77aa3c1b-e5f2-6c5c-97b9-1e3cea683e3b"),
                        connection(1107, "10.20.9.8", 3)),
                List.of(
                        session(
                                "9f31c6de-8a27-25c2-25de-6cab8284cda4",
                                "ann",
                                "ann",
                                "10.20.4.17",
                                2_711,
                                0,
                                holding("SELECT", "RUNNING", 74)),
                        session("41b7a90c-55d3-800b-a456-f2cd8d92210a", "ann", "reports", "10.20.4.17", 2_602, 214),
                        session(
                                "c02e7719-ab40-187d-a865-23f114be5b04",
                                "bob",
                                "bob",
                                "10.20.4.23",
                                655,
                                0,
                                holding("the transaction", "TRANSACTION", 48),
                                holding("SELECT", "WAITING", 2)),
                        detached("e5d0187f-3c96-7d28-d15e-2b04ca6a1e0e", "cid", "10.20.4.31", 1_240, 12),
                        session("77aa3c1b-e5f2-6c5c-97b9-1e3cea683e3b", "dashboard", "dashboard", "10.20.9.8", 41, 5)));
        gateway.operations = List.of(
                operation(
                        "b61f0a7707067de3a55ea2ddc60de349",
                        "9f31c6de-8a27-25c2-25de-6cab8284cda4",
                        "ann",
                        "warehouse",
                        "SELECT",
                        "RUNNING",
                        0,
                        Map.of(
                                "QUEUED",
                                Duration.ofMillis(8),
                                "LEASING",
                                Duration.ofMillis(2_310),
                                "RUNNING",
                                Duration.ofSeconds(72))),
                operation(
                        "0c94e2d8be90a6bbbbaa3ebd60693360",
                        "c02e7719-ab40-187d-a865-23f114be5b04",
                        "bob",
                        "shop",
                        "UPDATE",
                        "QUEUED",
                        0,
                        Map.of("QUEUED", Duration.ofMillis(2_140))),
                operation(
                        "5ea1b3f009a56659d9777c855c163fa0",
                        "77aa3c1b-e5f2-6c5c-97b9-1e3cea683e3b",
                        "dashboard",
                        "warehouse",
                        "SELECT",
                        "READING",
                        48_211,
                        Map.of(
                                "QUEUED",
                                Duration.ofMillis(3),
                                "LEASING",
                                Duration.ofMillis(1),
                                "RUNNING",
                                Duration.ofMillis(412),
                                "READING",
                                Duration.ofMillis(1_920))),
                operation(
                        "ad07c61966b9d8b5b82c8135a9f304d8",
                        "e5d0187f-3c96-7d28-d15e-2b04ca6a1e0e",
                        "cid",
                        "warehouse",
                        "SELECT",
                        "FINISHED",
                        1_204,
                        Map.of(
                                "QUEUED",
                                Duration.ofMillis(2),
                                "LEASING",
                                Duration.ofMillis(1),
                                "RUNNING",
                                Duration.ofMillis(38),
                                "READING",
                                Duration.ofMillis(12),
                                "FINISHED",
                                Duration.ofSeconds(31))));
        gateway.pins = List.of(new PinView(
                "c02e7719-ab40-187d-a865-23f114be5b04", "bob", "shop", "transaction", Duration.ofSeconds(48)));
        gateway.ends = List.of(
                new EndView(
                        "1d9be04f-7723-8d5e-9607-2bb6ebec4755",
                        "dashboard",
                        "10.20.9.8",
                        "its last connection ended",
                        NOON.minusSeconds(9)),
                new EndView(
                        "8ac7710e-9b5d-e5a4-0141-6ecf609cee38",
                        "eve",
                        "10.20.4.40",
                        "it was idle for too long",
                        NOON.minusSeconds(71)),
                new EndView(
                        "330f6dd1-a2e8-4c84-cabd-228ee108cc8c",
                        "ann",
                        "10.20.4.17",
                        "its client closed it",
                        NOON.minusSeconds(380)));
        return gateway;
    }

    private static BackendView postgres() {
        return new BackendView(
                "warehouse",
                "PostgreSQL 17.2",
                "jdbc:postgresql://db1.example.net/warehouse",
                "gateway",
                pool("warehouse", 6, 3, 2, 0, 1, 10, null, null),
                List.of(
                        new LeaseView(
                                311,
                                "9f31c6de-8a27-25c2-25de-6cab8284cda4",
                                "ann",
                                "operation b61f0a7707067de3a55ea2ddc60de349",
                                Duration.ofSeconds(72)),
                        new LeaseView(
                                318,
                                "77aa3c1b-e5f2-6c5c-97b9-1e3cea683e3b",
                                "dashboard",
                                "operation 5ea1b3f009a56659d9777c855c163fa0",
                                Duration.ofMillis(2_332))));
    }

    private static BackendView mariadb() {
        return new BackendView(
                "shop",
                "MariaDB 11.4.5",
                "jdbc:mariadb://db2.example.net/shop",
                "gateway",
                pool(
                        "shop",
                        4,
                        0,
                        4,
                        3,
                        0,
                        4,
                        new OpenFailure(
                                new ConnectException("Connection refused: db2.example.net:3306"),
                                Duration.ofSeconds(4),
                                3),
                        "Connections that were idle for 8 min or longer were found dead: an idle limit of 10 min stands"
                                + " between here and the server."),
                List.of(
                        new LeaseView(
                                97,
                                "c02e7719-ab40-187d-a865-23f114be5b04",
                                "bob",
                                "pinned: transaction",
                                Duration.ofSeconds(48)),
                        new LeaseView(
                                102,
                                "41b7a90c-55d3-800b-a456-f2cd8d92210a",
                                "ann",
                                "operation 77d01c3e6ad732da340939569ee4b95b",
                                Duration.ofMillis(640))));
    }

    private static PoolSnapshot pool(
            String name,
            int total,
            int idle,
            int leased,
            int waiting,
            int opening,
            int maximum,
            OpenFailure failure,
            String advice) {
        return new PoolSnapshot(
                name,
                PoolSnapshot.State.OPEN,
                total,
                idle,
                leased,
                total - idle - leased,
                0,
                opening,
                waiting,
                maximum,
                maximum,
                0,
                failure,
                advice,
                List.of());
    }

    private static ConnectionSnapshot connection(long id, String address, int seconds, String... sessions) {
        return new ConnectionSnapshot(
                id, address, ConnectionKind.LASTING, Duration.ofSeconds(seconds), List.of(sessions));
    }

    private static Holding holding(String name, String what, int seconds) {
        return new Holding(name, what, Duration.ofSeconds(seconds));
    }

    private static SessionSnapshot session(
            String id, String user, String as, String address, int seconds, int idle, Holding... holdings) {
        return new SessionSnapshot(
                id,
                user,
                as,
                address,
                SessionState.ATTACHED,
                List.of(1L),
                Duration.ofSeconds(seconds),
                idle == 0 ? 1 : 0,
                List.of(holdings),
                OnDisconnect.endAtOnce(),
                Duration.ofSeconds(idle),
                null,
                null,
                null);
    }

    /** One that hangs on its calls, and is given up after a minute without one. */
    static SessionSnapshot overHttp(Duration quiet, Holding... holdings) {
        return new SessionSnapshot(
                "77aa3c1b-e5f2-6c5c-97b9-1e3cea683e3b",
                "bob",
                "bob",
                "10.20.9.8",
                SessionState.ATTACHED,
                List.of(),
                Duration.ofMinutes(2),
                0,
                List.of(holdings),
                OnDisconnect.endAtOnce(),
                Duration.ZERO,
                null,
                quiet,
                Duration.ofMinutes(1).minus(quiet));
    }

    static SessionSnapshot detached(String id, String user, String address, int seconds, int detached) {
        return new SessionSnapshot(
                id,
                user,
                user,
                address,
                SessionState.DETACHED,
                List.of(),
                Duration.ofSeconds(seconds),
                0,
                List.of(holding("the result of operation ad07c61966b9d8b5b82c8135a9f304d8", "RESULT", 31)),
                OnDisconnect.endAfter(Duration.ofSeconds(30)),
                Duration.ofSeconds(detached),
                Duration.ofSeconds(detached),
                null,
                null);
    }

    private static OperationView operation(
            String id,
            String session,
            String user,
            String backend,
            String verb,
            String state,
            long rows,
            Map<String, Duration> times) {
        return new OperationView(id, session, user, backend, verb, "", state, times, rows);
    }
}
