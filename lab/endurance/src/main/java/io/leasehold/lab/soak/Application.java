package io.leasehold.lab.soak;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolGroup;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.HoldKind;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionRegistry;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What runs in a class loader of its own: all parts of the library, opened, used and closed, with a handle forgotten in each.
 * Gives what the library left registered, which must be nothing.
 */
public final class Application implements Callable<List<String>> {
    private Object forgotten = "";

    @Override
    public List<String> call() throws SQLException {
        useJdbc();
        usePool();
        useShared();
        useGroup();
        useSessions();
        List<String> left = DriverManager.drivers()
                .map(driver -> driver.getClass().getName())
                .filter(name -> name.startsWith("io.leasehold.") && !name.startsWith("io.leasehold.lab."))
                .toList();
        // what the driver registered itself, and whoever stops an application takes away again
        for (Driver driver : DriverManager.drivers().toList()) {
            if (driver.getClass().getClassLoader() == Application.class.getClassLoader()) {
                DriverManager.deregisterDriver(driver);
            }
        }
        return left;
    }

    private void useJdbc() throws SQLException {
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                .jdbcUrl("jdbc:h2:mem:unloaded")
                .driverClassName("org.h2.Driver")
                .maximumPoolSize(2)
                .abandonedAfter(Duration.ofMillis(100))
                .registerMbeans(true)
                .build()) {
            try (Connection connection = pool.getConnection();
                    ResultSet rows = connection.createStatement().executeQuery("select 1")) {
                rows.next();
            }
            // abandoned, with what was made from it
            pool.getConnection().prepareStatement("select 2");
        }
    }

    private void usePool() {
        try (Pool<Object> pool = Pool.of(Object::new).registerMbeans(true).build()) {
            pool.acquire().close();
            Lease<Object> lease = pool.acquire();
            lease.resource();
            forgotten = List.of(forgotten, lease);
        }
    }

    private void useShared() {
        try (SharedPool<String, Object> pool = SharedPool.<String, Object>of(key -> new Object())
                .maximumResources(2)
                .registerMbeans(true)
                .build()) {
            Share<Object> share = pool.acquire("one");
            share.resource();
            pool.acquire("one").close();
            forgotten = List.of(forgotten, share);
        }
    }

    private void useGroup() {
        try (PoolGroup<String, Object> group = PoolGroup.<String, Object>of(key -> new Object())
                .registerMbeans(true)
                .build()) {
            group.acquire("one").close();
            forgotten = List.of(forgotten, group.acquire("other"));
        }
    }

    private void useSessions() {
        try (SessionRegistry registry = SessionRegistry.named("unloaded").build()) {
            ClientConnection connection = registry.start("192.0.2.1", ConnectionKind.LASTING);
            connection
                    .open("ann", SessionOptions.DEFAULT, session -> {})
                    .session()
                    .hold(HoldKind.OTHER, "file", () -> {});
            forgotten = List.of(forgotten, connection);
        }
    }
}
