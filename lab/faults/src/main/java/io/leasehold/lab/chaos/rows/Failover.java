package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Run;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.TestDatabase;
import io.leasehold.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row 10: the server becomes read-only, and for a while its name still leads to it; then the name leads to another one. The
 * first goes on answering every ping, so a pool that only asks who lives never leaves it.
 *
 * <p>Names are those of a file that this JVM was started with, and both servers have the same port on addresses of their own.
 */
final class Failover implements Mishap {
    /** The name of the file in this JVM's properties. */
    private static final String HOSTS = "jdk.net.hosts.file";

    private static final String NAME = "database.chaos";
    private static final byte[] SECOND = {127, 0, 0, 2};
    private static final int MYSQL_READ_ONLY = 1290;

    private final AtomicLong refused = new AtomicLong();
    private boolean demoted;

    @Override
    public String host(Field field) {
        return NAME;
    }

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) throws IOException, SQLException {
        TestDatabase standby = Standby.of(field.schedule().kind());
        Run.prepare(standby);
        InetAddress second = InetAddress.getByAddress(SECOND);
        field.add(
                standby,
                FaultProxy.builder(standby.host(), standby.port())
                        .listenOn(second, field.proxy().port())
                        .start());
        leadTo(field.proxy().host());
    }

    /** In one step: who finds the name in no file is told for ten seconds that there is none. */
    private static void leadTo(String address) throws IOException {
        Path file = Path.of(System.getProperty(HOSTS));
        Path next = Files.write(
                file.resolveSibling(file.getFileName() + ".next"),
                List.of("127.0.0.1 localhost", address + " " + NAME));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void strike(Field field) throws SQLException {
        demoted = true;
        if (field.schedule().kind() == DatabaseKind.POSTGRESQL) {
            say(field, field.database().user(), "ALTER ROLE app SET default_transaction_read_only = on");
            // a server of this kind ends its sessions when it becomes a standby
            field.proxy().reset();
        } else {
            say(field, "testbed", "SET GLOBAL read_only = ON");
        }
    }

    @Override
    public void clear(Field field) throws IOException {
        leadTo(InetAddress.getByAddress(SECOND).getHostAddress());
    }

    /** Writes that were refused. */
    @Override
    public long delivered(Field field) {
        return refused.get();
    }

    @Override
    public boolean expects(Throwable error) {
        boolean readOnly = Mishap.hasState(error, "25006")
                || (error instanceof SQLException sql && sql.getErrorCode() == MYSQL_READ_ONLY);
        if (readOnly) {
            refused.incrementAndGet();
        }
        return readOnly;
    }

    @Override
    public void tidy(Field field) throws SQLException {
        if (!demoted) {
            return;
        }
        if (field.schedule().kind() == DatabaseKind.POSTGRESQL) {
            say(
                    field,
                    field.database().user(),
                    "SET default_transaction_read_only = off",
                    "ALTER ROLE app RESET default_transaction_read_only");
        } else {
            say(field, "testbed", "SET GLOBAL read_only = OFF");
        }
    }

    private static void say(Field field, String user, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        field.database().jdbcUrl(), user, field.database().password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
