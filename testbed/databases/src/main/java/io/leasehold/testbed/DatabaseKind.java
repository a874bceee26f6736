package io.leasehold.testbed;

import java.util.Locale;

/** The pairs of server and driver that tests run against. */
public enum DatabaseKind {
    /** H2 in a JVM of its own, over TCP. */
    H2,
    /** HSQLDB in a JVM of its own, over hsql://. */
    HSQLDB,
    /** PostgreSQL 17 with pgjdbc. */
    POSTGRESQL,
    /** MariaDB 11.4 with MariaDB Connector/J. */
    MARIADB,
    /** The same MariaDB server with MySQL Connector/J. */
    CONNECTORJ;

    /** Whether this machine can run the server: PostgreSQL and MariaDB are brought along for Linux on amd64 only. */
    public boolean isAvailableHere() {
        return this == H2 || this == HSQLDB || (isLinux() && "amd64".equals(System.getProperty("os.arch")));
    }

    private static boolean isLinux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }
}
