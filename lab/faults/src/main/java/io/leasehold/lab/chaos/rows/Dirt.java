package io.leasehold.lab.chaos.rows;

import io.leasehold.testbed.DatabaseKind;
import java.sql.Connection;
import java.util.List;

/**
 * What a session of each kind of database can be left with, beyond what JDBC knows of. Immutable.
 *
 * @param isolation of a new session
 * @param otherIsolation another that the database has
 * @param make statements that leave something
 * @param look a query for one number: how much of it is there
 */
record Dirt(int isolation, int otherIsolation, List<String> make, String look) {

    private static final Dirt POSTGRESQL = new Dirt(
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            List.of(
                    "SET application_name = 'dirty'",
                    "CREATE TEMPORARY TABLE IF NOT EXISTS chaos_dirt (n INT)",
                    "SELECT pg_advisory_lock_shared(1)",
                    "LISTEN chaos_dirt",
                    "PREPARE chaos_plan AS SELECT 1"),
            """
            SELECT (CASE WHEN current_setting('application_name') = 'dirty' THEN 1 ELSE 0 END)
                + (SELECT COUNT(*) FROM pg_class WHERE relname = 'chaos_dirt' AND pg_table_is_visible(oid))
                + (SELECT COUNT(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
                + (SELECT COUNT(*) FROM pg_listening_channels())
                + (SELECT COUNT(*) FROM pg_prepared_statements WHERE name = 'chaos_plan')
            """);

    /** A temporary table is in no view of MariaDB's: whoever finds one fails to make his own. */
    private static final Dirt MARIADB = new Dirt(
            Connection.TRANSACTION_REPEATABLE_READ,
            Connection.TRANSACTION_READ_COMMITTED,
            List.of(
                    "SET @chaos_dirt = 1",
                    "SET SESSION div_precision_increment = 7",
                    "CREATE TEMPORARY TABLE chaos_dirt (n INT)"),
            "SELECT COALESCE(@chaos_dirt, 0) + (@@div_precision_increment = 7)");

    private static final Dirt H2 = new Dirt(
            Connection.TRANSACTION_READ_COMMITTED,
            Connection.TRANSACTION_REPEATABLE_READ,
            List.of("SET @chaos_dirt = 1", "CREATE LOCAL TEMPORARY TABLE chaos_dirt (n INT)"),
            "SELECT COALESCE(@chaos_dirt, 0)");

    static Dirt of(DatabaseKind kind) {
        return switch (kind) {
            case POSTGRESQL -> POSTGRESQL;
            case MARIADB, CONNECTORJ -> MARIADB;
            case H2, HSQLDB -> H2;
        };
    }
}
