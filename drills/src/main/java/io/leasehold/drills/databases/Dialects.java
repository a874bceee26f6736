package io.leasehold.drills.databases;

import java.util.List;
import java.util.Map;

/** The dialects known here, by the head of the JDBC URL. Stateless. */
final class Dialects {

    private static final String RECURSIVE_ROWS =
            "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < %d) SELECT n FROM r";

    /** Session functions and ABORT_SESSION: h2database.com/html/functions.html. SYSTEM_RANGE squared runs for hours. */
    static final Dialect H2 = new Dialect(
            "H2",
            "SELECT %d",
            "SELECT SESSION_ID()",
            "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE USER_NAME = CURRENT_USER",
            "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SESSIONS WHERE EXECUTING_STATEMENT IS NOT NULL",
            "CALL ABORT_SESSION(%s)",
            "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000) A, SYSTEM_RANGE(1, 1000000) B WHERE A.X <> B.X",
            "SELECT X FROM SYSTEM_RANGE(1, %d)",
            false,
            "H2's driver reports lost connections by errors outside SQLState class 08, and its abort and network timeout do"
                    + " nothing: pools that rely on these fare better on PostgreSQL and MariaDB (--url).");

    /** HSQLDB guide, chapter 3 (ALTER SESSION) and INFORMATION_SCHEMA.SYSTEM_SESSIONS. */
    static final Dialect HSQLDB = new Dialect(
            "HSQLDB",
            "VALUES (CAST(%d AS BIGINT))",
            "CALL SESSION_ID()",
            "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SYSTEM_SESSIONS WHERE USER_NAME = CURRENT_USER",
            "SELECT SESSION_ID FROM INFORMATION_SCHEMA.SYSTEM_SESSIONS WHERE CURRENT_STATEMENT <> ''",
            "ALTER SESSION %s CLOSE",
            null,
            "SELECT * FROM UNNEST(SEQUENCE_ARRAY(1, %d, 1))",
            false,
            null);

    /** postgresql.org/docs/17: sections 9.28 (signalling) and 27.2 (pg_stat_activity). */
    static final Dialect POSTGRESQL = new Dialect(
            "PostgreSQL",
            "SELECT %d",
            "SELECT pg_backend_pid()",
            "SELECT pid FROM pg_stat_activity WHERE usename = current_user AND backend_type = 'client backend'",
            "SELECT pid FROM pg_stat_activity WHERE state = 'active'",
            "SELECT pg_terminate_backend(%s)",
            "SELECT pg_sleep(%d / 1000.0)",
            "SELECT * FROM generate_series(1, %d)",
            true,
            null);

    /** mariadb.com/kb: KILL, information_schema.PROCESSLIST; MySQL's manual has the same. */
    private static final Dialect MARIADB = mySqlFamily("MariaDB");

    private static final Dialect MYSQL = mySqlFamily("MySQL");

    private static final Map<String, Dialect> BY_HEAD = Map.of(
            "jdbc:h2:",
            H2,
            "jdbc:hsqldb:",
            HSQLDB,
            "jdbc:postgresql:",
            POSTGRESQL,
            "jdbc:mariadb:",
            MARIADB,
            "jdbc:mysql:",
            MYSQL);

    /** One-row queries of the databases of this world, in the order in which they are tried. */
    static final List<String> ECHOES = List.of(
            "SELECT %d",
            "SELECT %d FROM DUAL",
            "VALUES (%d)",
            "SELECT %d FROM SYSIBM.SYSDUMMY1",
            "SELECT %d FROM RDB$DATABASE",
            "SELECT %d FROM (VALUES (0)) AS t");

    private Dialects() {}

    /** The dialect for a URL, or one that knows nothing but how to ask for a number. */
    static Dialect of(String url) {
        return BY_HEAD.entrySet().stream()
                .filter(known -> url.startsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> generic(ECHOES.get(0)));
    }

    static Dialect generic(String echo) {
        return new Dialect("another database", echo, null, null, null, null, null, null, true, null);
    }

    private static Dialect mySqlFamily(String name) {
        return new Dialect(
                name,
                "SELECT %d",
                "SELECT CONNECTION_ID()",
                "SELECT ID FROM INFORMATION_SCHEMA.PROCESSLIST WHERE USER = SUBSTRING_INDEX(USER(), '@', 1)",
                "SELECT ID FROM INFORMATION_SCHEMA.PROCESSLIST WHERE COMMAND = 'Query'",
                "KILL %s",
                "SELECT SLEEP(%d / 1000)",
                RECURSIVE_ROWS,
                false,
                null);
    }
}
