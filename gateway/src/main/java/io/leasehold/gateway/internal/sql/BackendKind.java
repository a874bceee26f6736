package io.leasehold.gateway.internal.sql;

/** What stands behind a gateway, as far as its text is concerned. */
public enum BackendKind {
    H2,
    POSTGRESQL,
    /** And MySQL. */
    MARIADB,
    /** Any other database with a JDBC driver. */
    OTHER
}
