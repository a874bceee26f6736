package io.leasehold.jdbc;

/** What is put back in order when a connection is returned. An open transaction is rolled back in every case. */
public enum SessionReset {
    /** Nothing but auto-commit: for connections that nobody ever changes. */
    NONE,
    /** What was changed through JDBC: isolation, read-only, catalog, schema, holdability, network timeout, and the like. */
    JDBC,
    /**
     * The whole session, by the database's own means: PostgreSQL's {@code DISCARD ALL}, the reset of a MariaDB
     * connection. Then the settings, {@code connectionInitSql} and the {@link ConnectionCustomizer} are applied again. Where the database has none (H2, HSQLDB, and others that are not known), a connection whose session may have been
     * changed is destroyed on return, which is after any statement but one of literals alone: a function or a trigger behind a name
     * may have set a variable, a sequence was moved on, a temporary table has rows.
     */
    FULL
}
