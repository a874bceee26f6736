package io.leasehold.lab.trials;

import io.leasehold.lab.peers.Backend;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** PostgreSQL on the loopback interface, started when first asked for. Safe for any thread. */
public final class RealServer implements Supplier<Backend>, AutoCloseable {
    private @Nullable TestDatabase database;

    @Override
    public synchronized Backend get() {
        TestDatabase running = database;
        if (running == null) {
            running = Databases.launch(DatabaseKind.POSTGRESQL);
            prepare(running);
            database = running;
        }
        return new Backend(running.jdbcUrl(), running.driverClassName(), running.user(), running.password());
    }

    private static void prepare(TestDatabase database) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table lab_account (id int primary key, balance bigint not null) with (fillfactor = 50)");
            statement.execute("insert into lab_account select n, 0 from generate_series(0, 99) n");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not be prepared.", e);
        }
    }

    /** Whether it can run on this machine. */
    public static boolean isAvailable() {
        return DatabaseKind.POSTGRESQL.isAvailableHere();
    }

    @Override
    public synchronized void close() {
        if (database != null) {
            database.close();
        }
    }
}
