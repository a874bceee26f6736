package io.leasehold.gateway.internal.sql;

import java.util.Locale;

/** What stands behind a gateway, as far as its text is concerned. */
public enum BackendKind {
    H2,
    POSTGRESQL,
    /** And MySQL. */
    MARIADB,
    /** Any other database with a JDBC driver. */
    OTHER;

    /** By its JDBC url. */
    public static BackendKind of(String jdbcUrl) {
        String url = jdbcUrl.toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:h2:")) {
            return H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:") ? MARIADB : OTHER;
    }
}
