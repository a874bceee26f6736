package io.leasehold.gateway;

/** How the text of a backend's clients is read, unless a client asks otherwise. */
public enum SqlDialect {
    /** {@link #HIVE} where the backend is H2, PostgreSQL, MariaDB or MySQL, {@link #NATIVE} where it is another. */
    AUTO,
    /** As Hive and Impala read it; it is written anew for the backend. */
    HIVE,
    /** As the backend reads it. */
    NATIVE
}
