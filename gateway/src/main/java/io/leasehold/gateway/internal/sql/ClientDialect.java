package io.leasehold.gateway.internal.sql;

/** How a client's text is read. */
public enum ClientDialect {
    /** As Hive and Impala read it: backslashes escape, backticks quote names, and both kinds of quotes make strings. */
    HIVE,
    /** As the backend does. */
    NATIVE
}
