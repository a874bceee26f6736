package io.leasehold.testbed;

import java.sql.SQLException;
import java.util.Set;

/** What servers say when they have no room for another session. */
final class TestDatabaseErrors {
    /** PostgreSQL's too_many_connections, and MySQL's ER_TOO_MANY_USER_CONNECTIONS. */
    private static final Set<String> STATES = Set.of("53300");

    private static final Set<Integer> CODES = Set.of(1040, 1203);

    private TestDatabaseErrors() {}

    static boolean saysFull(SQLException e) {
        return STATES.contains(e.getSQLState()) || CODES.contains(e.getErrorCode());
    }
}
