package io.leasehold.lab.chaos.hive;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.ServingJvm;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.DatabaseSession;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A gateway in a JVM of its own before H2, seen as a database: its sessions are those of its clients, and its tables are H2's.
 * Started once for a JVM, and ended with it. Safe for use by many threads.
 */
public final class GatewayServer implements TestDatabase {
    private static @Nullable GatewayServer started;

    private final TestDatabase backend;
    private final ServingJvm jvm;
    private final int port;
    private final ReentrantLock turn = new ReentrantLock();

    private GatewayServer(TestDatabase backend, ServingJvm jvm, int port) {
        this.backend = backend;
        this.jvm = jvm;
        this.port = port;
    }

    public static synchronized GatewayServer get() throws IOException {
        GatewayServer there = started;
        if (there == null) {
            TestDatabase backend = Databases.h2();
            ServingJvm jvm = ServingJvm.start(
                    Jdk.current(),
                    GatewayJvm.class,
                    List.of("-Xmx256m"),
                    settings(backend).toString());
            there = new GatewayServer(backend, jvm, jvm.hello(Integer.class));
            started = there;
        }
        return there;
    }

    /** Without a login, on any port, before the one database. */
    private static Path settings(TestDatabase backend) throws IOException {
        Path file = Files.createTempFile("chaos-gateway", ".yml");
        file.toFile().deleteOnExit();
        return Files.writeString(file, """
                backends:
                  h2:
                    url: "%s"
                    username: %s
                    password: %s
                    poolSize: 8
                    allowSuperuser: true
                logins:
                  noAuth: true
                binary:
                  port: 0
                http:
                  enabled: false
                console:
                  enabled: false
                """.formatted(backend.jdbcUrl(), backend.user(), backend.password()));
    }

    private <A> A ask(String question, Class<A> answer) {
        turn.lock();
        try {
            return jvm.ask(question, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public List<DatabaseSession> sessions() {
        return Arrays.stream(ask(GatewayJvm.LIST, String[].class))
                .map(id -> new DatabaseSession(id, false, null))
                .toList();
    }

    @Override
    public void killSession(String sessionId) {
        ask(sessionId, Boolean.class);
    }

    @Override
    public DatabaseKind kind() {
        return backend.kind();
    }

    @Override
    public String host() {
        return backend.host();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public String user() {
        return backend.user();
    }

    @Override
    public String password() {
        return backend.password();
    }

    @Override
    public String driverClassName() {
        return HiveDriver.CLASS;
    }

    @Override
    public String urlThrough(String host, int atPort) {
        return "jdbc:hive2://" + host + ":" + atPort + "/h2;auth=noSasl";
    }

    /** To the database behind it. */
    @Override
    public Connection connect() throws SQLException {
        return backend.connect();
    }

    @Override
    public void start() {
        backend.start();
    }

    @Override
    public boolean isRunning() {
        return backend.isRunning();
    }

    @Override
    public void unlimitSessions() {
        // there is no limit that a run could set
    }

    @Override
    public String sessionId(Connection connection) {
        throw unsupported();
    }

    @Override
    public void cancelStatement(String sessionId) {
        throw unsupported();
    }

    @Override
    public String sleepStatement(Duration time) {
        throw unsupported();
    }

    @Override
    public void limitSessions(int maximum) {
        throw unsupported();
    }

    @Override
    public void stop() {
        throw unsupported();
    }

    @Override
    public void crash() {
        throw unsupported();
    }

    @Override
    public void freeze() {
        throw unsupported();
    }

    @Override
    public void thaw() {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("No fault of a gateway needs it.");
    }

    @Override
    public void close() {
        jvm.close();
    }
}
