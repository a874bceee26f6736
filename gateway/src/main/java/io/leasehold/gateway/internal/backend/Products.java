package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.util.Locale;

/** Knows a product by its url. */
final class Products {

    private Products() {}

    static BackendKind kindOf(String jdbcUrl) {
        String url = jdbcUrl.toLowerCase(Locale.ROOT);
        if (url.startsWith("jdbc:h2:")) {
            return BackendKind.H2;
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return BackendKind.POSTGRESQL;
        }
        return url.startsWith("jdbc:mariadb:") || url.startsWith("jdbc:mysql:")
                ? BackendKind.MARIADB
                : BackendKind.OTHER;
    }

    static Product of(String jdbcUrl) {
        return switch (kindOf(jdbcUrl)) {
            case H2 -> new H2Product();
            case POSTGRESQL -> new PostgresProduct();
            case MARIADB -> new MariaDbProduct(jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:mysql:"));
            case OTHER -> new Product();
        };
    }
}
