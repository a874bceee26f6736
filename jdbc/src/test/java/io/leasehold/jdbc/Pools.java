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

    /** What a connection of this database unwraps to and its handle is not. */
    static Class<? extends Connection> driversType(TestDatabase database) {
        return connectionOf(
                switch (database.kind()) {
                    case POSTGRESQL -> "org.postgresql.jdbc.PgConnection";
                    case MARIADB -> "org.mariadb.jdbc.Connection";
                    case CONNECTORJ -> "com.mysql.cj.jdbc.JdbcConnection";
                    case H2 -> "org.h2.jdbc.JdbcConnection";
                    case HSQLDB -> "org.hsqldb.jdbc.JDBCConnection";
                });
    }

    static Class<? extends Connection> connectionOf(String className) {
        try {
            return Class.forName(className).asSubclass(Connection.class);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
