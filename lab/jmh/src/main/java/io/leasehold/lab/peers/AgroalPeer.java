package io.leasehold.lab.peers;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalPoolInterceptor;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionPoolConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Agroal in its two profiles. It never rolls back by itself: an interceptor is its documented place for that. */
final class AgroalPeer implements PoolContestant {
    private final boolean safe;

    AgroalPeer(boolean safe) {
        this.safe = safe;
    }

    @Override
    public String id() {
        return safe ? "agroal-safe" : "agroal-fast";
    }

    @Override
    public String title() {
        return "Agroal " + Versions.of("agroal");
    }

    @Override
    public String settings() {
        return safe
                ? "trackJdbcResources, validation after 500 ms idle, rollback by an interceptor on return"
                : "trackJdbcResources off, no validation, no rollback";
    }

    @Override
    public OpenPool open(Shape shape) throws SQLException {
        AgroalDataSourceConfigurationSupplier config = new AgroalDataSourceConfigurationSupplier();
        AgroalConnectionPoolConfigurationSupplier pooling = config.connectionPoolConfiguration();
        Backend backend = shape.backend();
        // No initial size by default: a thread that acquires while Agroal fills itself may wait out its whole timeout.
        pooling.initialSize(shape.initialSize());
        pooling.minSize(shape.fillsItself() ? shape.minimumIdle() : 0);
        pooling.maxSize(shape.poolSize());
        pooling.acquisitionTimeout(Duration.ofSeconds(30));
        pooling.connectionFactoryConfiguration()
                .connectionProviderClassName(backend.driver())
                .jdbcUrl(backend.url())
                .principal(new NamePrincipal(backend.user()))
                .credential(new SimplePassword(backend.password()))
                .autoCommit(shape.autoCommit())
                .trackJdbcResources(safe);
        if (safe) {
            pooling.connectionValidator(ConnectionValidator.defaultValidator());
            pooling.idleValidationTimeout(Duration.ofMillis(500));
            pooling.addInterceptor(new RollbackOnReturn());
        }
        AgroalDataSource pool = AgroalDataSource.from(config);
        return new OpenPool(pool, pool);
    }

    /** Rolls back whenever a transaction might be open, as the others do. */
    private static final class RollbackOnReturn implements AgroalPoolInterceptor {
        @Override
        public void onConnectionReturn(Connection connection) {
            try {
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The stub failed to roll back.", e);
            }
        }
    }
}
