package io.leasehold.gateway.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leasehold.PoolSnapshot;
import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.Gateway;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.PasswordFiles;
import io.leasehold.gateway.ResultsConfig;
import io.leasehold.gateway.Secret;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionState;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testbed.hiveclients.HiveClient;
import io.leasehold.testbed.hiveclients.HiveConnection;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A gateway with one door and the three databases behind it. For the thread of a test. */
final class Front implements AutoCloseable {

    static final String USER = "ann";
    /** Beeline puts quotes around it and reads no others in it. */
    static final String PASSWORD = "pass:word=1";

    static final String USER_BEYOND_ASCII = "zoë";
    static final String PASSWORD_BEYOND_ASCII = "päss€";

    /** On MariaDB one of them is kept for cancels. */
    static final int POOL = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);

    /** With its questions to three databases. */
    private static final Duration LONGEST_LOOK = Duration.ofMillis(50);

    /** How long a session over HTTP is left alone that holds something, once its client is silent; and one that holds nothing. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final Shared SHARED = new Shared();

    private final Door door;
    private final Gateway gateway;

    /** What is made once: hashing a password takes its time, and so does a key. */
    private static final class Shared {
        private final Certificate certificate;
        private final Path passwords;

        Shared() {
            try {
                Path folder = Files.createTempDirectory("gateway-proof");
                certificate = Certificate.in(folder);
                passwords = folder.resolve("passwords");
                PasswordFiles.set(passwords, USER, new StringReader(PASSWORD));
                PasswordFiles.set(passwords, USER_BEYOND_ASCII, new StringReader(PASSWORD_BEYOND_ASCII));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private Front(Door door, Gateway gateway) {
        this.door = door;
        this.gateway = gateway;
    }

    /** Sessions end with their client. */
    static Front behind(Door door) throws Exception {
        return quietFor(door, QUIET);
    }

    /**
     * @param onDisconnect what becomes of sessions without a client
     * @param idle after how long they end in any case, over HTTP as well
     */
    static Front behind(Door door, OnDisconnect onDisconnect, Duration idle) throws Exception {
        return new Front(door, Gateway.start(config(door, sessions(onDisconnect, idle, idle, 0))));
    }

    /** A session over HTTP is left alone for so long, whatever it holds. */
    static Front quietFor(Door door, Duration quiet) throws Exception {
        return new Front(
                door, Gateway.start(config(door, sessions(OnDisconnect.endAtOnce(), Duration.ofHours(1), quiet, 0))));
    }

    /** No more than so many sessions at once. */
    static Front limited(Door door, int sessions) throws Exception {
        return new Front(
                door,
                Gateway.start(config(door, sessions(OnDisconnect.endAtOnce(), Duration.ofHours(1), QUIET, sessions))));
    }

    private static GatewayConfig config(Door door, SessionConfig sessions) {
        GatewayConfig usual = GatewayConfig.defaults();
        String authentication = door.login() ? "password" : "none";
        var binary =
                usual.binary().withPort(0).withAuthentication(authentication).withEnabled(!door.http());
        var http = usual.http().withPort(0).withAuthentication(authentication).withEnabled(door.http());
        var logins = usual.logins();
        return new GatewayConfig(
                "proof",
                Arrays.stream(Behind.values()).map(Front::backend).toList(),
                door.tls() ? binary.withTls(SHARED.certificate.server()) : binary,
                door.tls() ? http.withTls(SHARED.certificate.server()) : http,
                usual.console().withEnabled(false),
                door.login() ? logins.withPasswordFile(SHARED.passwords) : logins.withNoAuth(true),
                usual.connections(),
                sessions,
                usual.operations(),
                // Little is read ahead, so that a result need not be long to keep its connection.
                new ResultsConfig(64 << 10, 8 << 20, 1_000, 10_000, Duration.ofSeconds(60), 50),
                usual.drain());
    }

    private static BackendConfig backend(Behind behind) {
        TestDatabase server = behind.server();
        return BackendConfig.of(behind.database(), server.jdbcUrl())
                .withLogin(server.user(), Secret.value(server.password()))
                .withPoolSize(POOL)
                .withAllowSuperuser(true);
    }

    private static SessionConfig sessions(OnDisconnect onDisconnect, Duration idle, Duration quiet, int maximum) {
        SessionConfig usual = GatewayConfig.defaults().sessions();
        return new SessionConfig(
                usual.name(),
                onDisconnect,
                idle,
                usual.maxLife(),
                quiet,
                quiet,
                usual.yieldAfter(),
                usual.closeTimeout(),
                maximum,
                usual.maximumPerUser(),
                usual.maximumPerAddress(),
                usual.maximumPerUserAndAddress(),
                usual.maximumDetachedPerUser());
    }

    String url(String database) {
        return door.url(port(), database, SHARED.certificate);
    }

    int port() {
        return (door.http() ? gateway.httpPort() : gateway.binaryPort()).orElseThrow();
    }

    Door door() {
        return door;
    }

    Path trustStore() {
        return SHARED.certificate.trustStore();
    }

    HiveConnection connect(HiveClient client, Behind behind) throws SQLException {
        return client.connect(url(behind.database()), USER, PASSWORD);
    }

    /** Sessions that are there, whatever they do. */
    int sessions() {
        return gateway.sessions().sessions().size();
    }

    int connections() {
        return gateway.sessions().connections().size();
    }

    long sessions(SessionState state) {
        return gateway.sessions().count(state);
    }

    PoolSnapshot pool(Behind behind) {
        return gateway.backends().get(behind.ordinal()).pool();
    }

    /** Waits, far longer than it should take, for what a test needs before it can go on. */
    void until(String what, Check check) {
        within(PATIENCE, what, () -> assertThat(check.holds()).isTrue());
    }

    /**
     * Waits until it is so, and no longer than that; of the time between two looks no more counts than a machine takes for it that
     * nobody else keeps busy.
     */
    static void within(Duration bound, String what, Look look) {
        long counted = 0;
        long last = System.nanoTime();
        while (true) {
            try {
                look.look();
                return;
            } catch (AssertionError notYet) {
                long now = System.nanoTime();
                counted += Math.min(now - last, LONGEST_LOOK.toNanos());
                last = now;
                if (counted > bound.toNanos()) {
                    throw new AssertionError("not within " + bound + ": " + what, notYet);
                }
            } catch (Exception e) {
                throw new AssertionError("it could not be seen whether " + what, e);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }

    /** Fails while it is not so. */
    interface Look {
        void look() throws Exception;
    }

    /** Is so for all of a time. */
    void staysSo(String what, Duration time, Check check) {
        long end = System.nanoTime() + time.toNanos();
        await(what)
                .pollInterval(LOOK)
                .pollDelay(Duration.ZERO)
                .atMost(time.plus(PATIENCE))
                .until(() -> {
                    assertThat(check.holds()).as(what).isTrue();
                    return System.nanoTime() - end >= 0;
                });
    }

    /** A client's statement of 600 s has been seen at each database, in the database's own list. */
    void untilEachDatabaseRunsOne() {
        until(
                "each database says that it runs the client's statement",
                () -> Arrays.stream(Behind.values())
                        .allMatch(behind -> behind.running().size() == 1));
    }

    /** Nothing is left of any client: no connection, no session, no statement at any database, no lease of any pool. */
    void nothingIsLeftWithin(Duration bound) {
        within(bound, "nothing is left of the client", () -> {
            assertThat(gateway.sessions().sessions()).as("sessions").isEmpty();
            if (!door.http()) {
                assertThat(gateway.sessions().connections()).as("connections").isEmpty();
            }
            assertThat(gateway.sessions().returning()).as("giving back").isZero();
            databasesAreFree();
            poolsAreWhole();
        });
    }

    static void databasesAreFree() {
        for (Behind behind : Behind.values()) {
            assertThat(behind.executing()).as(behind.name()).isEmpty();
        }
    }

    /** All connections are there to be lent, or may be opened anew, and none was given up for lost. */
    void poolsAreWhole() {
        for (Behind behind : Behind.values()) {
            PoolSnapshot pool = pool(behind);
            assertThat(List.of(pool.leased(), pool.waiting(), pool.closing(), pool.lost()))
                    .as("%s: leased, waiting, closing, lost", behind)
                    .containsExactly(0, 0, 0, 0);
            assertThat(pool.total()).as(behind.name()).isLessThanOrEqualTo(POOL);
        }
    }

    /** The next client is served by each database. */
    void servesOthers(HiveClient other) throws SQLException {
        for (Behind behind : Behind.values()) {
            try (HiveConnection connection = connect(other, behind)) {
                assertThat(connection.query("SELECT 1")).isEqualTo(List.of(List.of("1")));
            }
        }
    }

    interface Check {
        boolean holds() throws Exception;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
