package io.leasehold.gateway.internal.backend;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.util.Locale;

/** Knows a product by its url. */
final class Products {

    private Products() {}

    /** Whether it names a file to open in this process, and does not say itself what is to be done if there is none. */
    private static boolean isH2File(String url) {
        return !url.matches("jdbc:h2:(mem|tcp|ssl|zip):.*") && !url.contains(";ifexists=");
    }

    static Product of(String jdbcUrl) {
        return switch (BackendKind.of(jdbcUrl)) {
            case H2 -> new H2Product(isH2File(jdbcUrl.toLowerCase(Locale.ROOT)));
            case POSTGRESQL -> new PostgresProduct();
            case MARIADB -> new MariaDbProduct(jdbcUrl.toLowerCase(Locale.ROOT).startsWith("jdbc:mysql:"));
            case OTHER -> new Product();
        };
    }
}
