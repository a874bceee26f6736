package io.leasehold.testbed;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One server of each kind per JVM, started when first asked for and stopped with the JVM; and servers of a test's own.
 * Safe for use by many threads.
 *
 * <p>Who stops, freezes or limits a shared server brings it back before the test ends.
 */
public final class Databases {
    private static final Map<DatabaseKind, TestDatabase> SHARED = new EnumMap<>(DatabaseKind.class);
    private static final List<TestDatabase> LAUNCHED = new ArrayList<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Databases::closeAll, "testbed-shutdown"));
    }

    private Databases() {}

    public static TestDatabase h2() {
        return of(DatabaseKind.H2);
    }

    public static TestDatabase hsqldb() {
        return of(DatabaseKind.HSQLDB);
    }

    public static TestDatabase postgres() {
        return of(DatabaseKind.POSTGRESQL);
    }

    public static TestDatabase mariadb() {
        return of(DatabaseKind.MARIADB);
    }

    /** The server of {@link #mariadb()}, through MySQL Connector/J. */
    public static TestDatabase connectorJ() {
        return of(DatabaseKind.CONNECTORJ);
    }

    /** The shared server of that kind, running. */
    public static synchronized TestDatabase of(DatabaseKind kind) {
        TestDatabase database = SHARED.get(kind);
        if (database == null) {
            database =
                    kind == DatabaseKind.CONNECTORJ ? new ConnectorJDatabase(of(DatabaseKind.MARIADB)) : launch(kind);
            SHARED.put(kind, database);
        }
        // A test that failed may have left it stopped.
        database.start();
        return database;
    }

    /** A new server that the caller closes. */
    public static TestDatabase launch(DatabaseKind kind) {
        TestDatabase database;
        try {
            database = launchOnce(kind);
        } catch (TestbedException e) {
            // between the look at a port and its being taken another process may have been quicker
            if (!String.valueOf(e.getMessage()).contains("Address already in use")) {
                throw e;
            }
            database = launchOnce(kind);
        }
        synchronized (LAUNCHED) {
            LAUNCHED.add(database);
        }
        return database;
    }

    private static TestDatabase launchOnce(DatabaseKind kind) {
        return switch (kind) {
            case H2 -> H2Database.launch();
            case HSQLDB -> HsqldbDatabase.launch();
            case POSTGRESQL -> PostgresDatabase.launch();
            case MARIADB -> MariaDbDatabase.launch();
            case CONNECTORJ -> new ConnectorJDatabase(MariaDbDatabase.launch());
        };
    }

    private static void closeAll() {
        synchronized (LAUNCHED) {
            LAUNCHED.forEach(TestDatabase::close);
        }
    }
}
