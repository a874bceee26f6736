package io.leasehold.lab.chaos.run;

import io.leasehold.testbed.DatabaseKind;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What is said to a kind of database, and how it says that a connection is gone. Immutable.
 *
 * @param echo a query for the session's own name and the number that is given
 */
public record Sql(DatabaseKind kind, String echo) {
    static final String CREATE = "CREATE TABLE IF NOT EXISTS chaos_tokens (token BIGINT)";
    static final String INDEX = "CREATE INDEX IF NOT EXISTS chaos_tokens_index ON chaos_tokens (token)";
    /** H2 writes what was committed up to half a second later; a crash would take it along. */
    static final String H2_AT_ONCE = "SET WRITE_DELAY 0";

    static final String EMPTY = "DELETE FROM chaos_tokens";
    static final String COUNT = "SELECT token, COUNT(*) FROM chaos_tokens GROUP BY token";
    /** No key forbids a token twice: one that is written again is to be found, not refused. */
    public static final String INSERT = "INSERT INTO chaos_tokens (token) VALUES (?)";

    public static final String READ = "SELECT token FROM chaos_tokens WHERE token = ?";

    public static Sql of(DatabaseKind kind) {
        return new Sql(
                kind,
                switch (kind) {
                    case POSTGRESQL -> "SELECT pg_backend_pid(), CAST(? AS BIGINT)";
                    case MARIADB, CONNECTORJ -> "SELECT CONNECTION_ID(), CAST(? AS SIGNED)";
                    case H2 -> "SELECT SESSION_ID(), CAST(? AS BIGINT)";
                    case HSQLDB -> throw new IllegalArgumentException("no cell is on HSQLDB");
                });
    }

    /** The state of a call on a lease that has ended; nothing has happened to the connection then. */
    public static final String ENDED = "08003";

    /** The state of an acquire that was interrupted. */
    static final String INTERRUPTED = "08L02";

    /** Whether the error says, by its SQLState, that the exchange did not come to its end. */
    public static boolean saysBroken(SQLException error) {
        String state = state(error);
        return (state.startsWith("08") && !state.equals(ENDED))
                || state.startsWith("57")
                || state.equals("HY008")
                || isH2Broken(state);
    }

    /** H2 names a lost connection by states of its own: broken, closed, not open, and an exchange that broke off by its input or output. */
    private static boolean isH2Broken(String state) {
        return state.equals("90067") || state.equals("90121") || state.equals("90098") || state.equals("90028");
    }

    /** An interrupted statement of MariaDB, and H2's error without a cause of its own, also come from a lost connection. */
    static boolean isHonest(SQLException error) {
        String state = state(error);
        return saysBroken(error) || state.equals(ENDED) || state.equals("70100") || state.equals("90007");
    }

    public static String state(SQLException error) {
        String state = error.getSQLState();
        return state == null ? "none" : state.toUpperCase(Locale.ROOT);
    }
}
