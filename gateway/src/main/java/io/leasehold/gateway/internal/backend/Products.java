package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.util.Locale;

/** Knows a product by its url. */
final class Products {

    private Products() {}

    static Product of(String jdbcUrl) {
        return switch (BackendKind.of(jdbcUrl)) {
            case H2 -> new H2Product();
            case POSTGRESQL -> new PostgresProduct();
            case MARIADB -> new MariaDbProduct(jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:mysql:"));
            case OTHER -> new Product();
        };
    }
}
