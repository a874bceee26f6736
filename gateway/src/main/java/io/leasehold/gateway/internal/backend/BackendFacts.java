package io.leasehold.gateway.internal.backend;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What a backend said of itself when it was looked at first. Immutable.
 *
 * @param product its name and version
 * @param namespace where its login begins
 */
public record BackendFacts(String product, Optional<String> namespace) {

    /**
     * Asks it.
     *
     * @throws SQLException if it does not answer, or if its login may do more there than it should
     */
    static BackendFacts ask(Connection connection, Product product, BackendSettings settings) throws SQLException {
        String rights = product.rightsBeyond(connection);
        if (!rights.isEmpty() && !settings.allowSuperuser()) {
            throw new SQLException("its user "
                    + settings.login().username() + " has rights beyond the data (" + rights
                    + "): give it another user, or set allowSuperuser: true");
        }
        DatabaseMetaData metaData = connection.getMetaData();
        String name = metaData.getDatabaseProductName() + " " + metaData.getDatabaseProductVersion();
        Optional<String> namespace = settings.schema().isPresent()
                ? Optional.of(
                        product.resolveNamespace(connection, settings.schema().get()))
                : product.namespace(connection);
        return new BackendFacts(name, namespace);
    }
}
