package io.leasehold.jdbc;

import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;

/** Data sources on the testbed's servers. */
final class Pools {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Pools() {}

    static LeaseholdDataSourceBuilder of(TestDatabase database) {
        return LeaseholdDataSource.builder()
                .poolName("test-" + database.kind())
                .jdbcUrl(database.jdbcUrl())
                .driverClassName(database.driverClassName())
                .username(database.user())
                .password(database.password());
    }

    static String unique(String prefix) {
        return prefix + COUNT.incrementAndGet();
    }

    static Class<? extends Connection> connectionOf(String className) {
        try {
            return Class.forName(className).asSubclass(Connection.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
