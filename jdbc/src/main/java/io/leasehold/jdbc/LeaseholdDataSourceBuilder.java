package io.leasehold.jdbc;

import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.PoolListener;
import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Describes a data source, then builds it. For one thread; a builder may build several. What each setting means, its range and
 * its default stand in docs/config.md; nothing is refused before {@link #build()}, which then names all that is wrong.
 */
public final class LeaseholdDataSourceBuilder {

    private final Draft draft = new Draft();
    private @Nullable PoolListener listener;
    private @Nullable Ticker ticker;
    private @Nullable TaskRunner runner;

    LeaseholdDataSourceBuilder() {}

    /** Settings as text, by their names; the driver's own begin with {@code dataSource.}. */
    public LeaseholdDataSourceBuilder settings(Map<String, String> settings) {
        settings.forEach(draft::setText);
        return this;
    }

    public LeaseholdDataSourceBuilder jdbcUrl(String value) {
        return set(Settings.JDBC_URL, value);
    }

    public LeaseholdDataSourceBuilder username(String value) {
        return set(Settings.USERNAME, value);
    }

    public LeaseholdDataSourceBuilder password(String value) {
        return set(Settings.PASSWORD, value);
    }

    public LeaseholdDataSourceBuilder driverClassName(String value) {
        return set(Settings.DRIVER_CLASS_NAME, value);
    }

    public LeaseholdDataSourceBuilder dataSource(DataSource value) {
        return set(Settings.DATA_SOURCE, value);
    }

    public LeaseholdDataSourceBuilder dataSourceClassName(String value) {
        return set(Settings.DATA_SOURCE_CLASS_NAME, value);
    }

    public LeaseholdDataSourceBuilder dataSourceProperties(Properties value) {
        return set(Settings.DATA_SOURCE_PROPERTIES, value);
    }

    public LeaseholdDataSourceBuilder credentials(CredentialsSupplier value) {
        return set(Settings.CREDENTIALS, value);
    }

    public LeaseholdDataSourceBuilder maximumPoolSize(int value) {
        return set(Settings.MAXIMUM_POOL_SIZE, value);
    }

    public LeaseholdDataSourceBuilder minimumIdle(int value) {
        return set(Settings.MINIMUM_IDLE, value);
    }

    public LeaseholdDataSourceBuilder connectionTimeout(Duration value) {
        return set(Settings.CONNECTION_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder maximumWaiting(int value) {
        return set(Settings.MAXIMUM_WAITING, value);
    }

    public LeaseholdDataSourceBuilder maximumOpening(int value) {
        return set(Settings.MAXIMUM_OPENING, value);
    }

    public LeaseholdDataSourceBuilder initializationFailTimeout(Duration value) {
        return set(Settings.INITIALIZATION_FAIL_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder openTimeout(Duration value) {
        return set(Settings.OPEN_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder validationTimeout(Duration value) {
        return set(Settings.VALIDATION_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder closeTimeout(Duration value) {
        return set(Settings.CLOSE_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder resetTimeout(Duration value) {
        return set(Settings.RESET_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder aliveBypass(Duration value) {
        return set(Settings.ALIVE_BYPASS, value);
    }

    public LeaseholdDataSourceBuilder idleTimeout(Duration value) {
        return set(Settings.IDLE_TIMEOUT, value);
    }

    public LeaseholdDataSourceBuilder maxLifetime(Duration value) {
        return set(Settings.MAX_LIFETIME, value);
    }

    public LeaseholdDataSourceBuilder keepaliveTime(Duration value) {
        return set(Settings.KEEPALIVE_TIME, value);
    }

    public LeaseholdDataSourceBuilder connectionTestQuery(String value) {
        return set(Settings.CONNECTION_TEST_QUERY, value);
    }

    public LeaseholdDataSourceBuilder leaseReportAfter(Duration value) {
        return set(Settings.LEASE_REPORT_AFTER, value);
    }

    public LeaseholdDataSourceBuilder leaseTerm(Duration value) {
        return set(Settings.LEASE_TERM, value);
    }

    public LeaseholdDataSourceBuilder abandonedAfter(Duration value) {
        return set(Settings.ABANDONED_AFTER, value);
    }

    public LeaseholdDataSourceBuilder siteSampling(int value) {
        return set(Settings.SITE_SAMPLING, value);
    }

    public LeaseholdDataSourceBuilder autoCommit(boolean value) {
        return set(Settings.AUTO_COMMIT, value);
    }

    public LeaseholdDataSourceBuilder readOnly(boolean value) {
        return set(Settings.READ_ONLY, value);
    }

    /** The name of an isolation, with or without {@code TRANSACTION_}, or the driver's number for it. */
    public LeaseholdDataSourceBuilder transactionIsolation(String value) {
        draft.setText("transactionIsolation", value);
        return this;
    }

    public LeaseholdDataSourceBuilder catalog(String value) {
        return set(Settings.CATALOG, value);
    }

    public LeaseholdDataSourceBuilder schema(String value) {
        return set(Settings.SCHEMA, value);
    }

    public LeaseholdDataSourceBuilder connectionInitSql(String value) {
        return set(Settings.CONNECTION_INIT_SQL, value);
    }

    public LeaseholdDataSourceBuilder sessionReset(SessionReset value) {
        return set(Settings.SESSION_RESET, value);
    }

    public LeaseholdDataSourceBuilder connectionCustomizer(ConnectionCustomizer value) {
        return set(Settings.CONNECTION_CUSTOMIZER, value);
    }

    public LeaseholdDataSourceBuilder exceptionOverride(ExceptionOverride value) {
        return set(Settings.EXCEPTION_OVERRIDE, value);
    }

    public LeaseholdDataSourceBuilder poolName(String value) {
        return set(Settings.POOL_NAME, value);
    }

    public LeaseholdDataSourceBuilder registerMbeans(boolean value) {
        return set(Settings.REGISTER_MBEANS, value);
    }

    public LeaseholdDataSourceBuilder allowPoolSuspension(boolean value) {
        return set(Settings.ALLOW_POOL_SUSPENSION, value);
    }

    /** One property of the driver, or of the dataSourceClassName. */
    public LeaseholdDataSourceBuilder dataSourceProperty(String name, Object value) {
        draft.addProperty(name, value);
        return this;
    }

    /** Who is told what happens in the pool. */
    public LeaseholdDataSourceBuilder listener(PoolListener value) {
        this.listener = value;
        return this;
    }

    /** Whose time the pool goes by; for tests. */
    public LeaseholdDataSourceBuilder ticker(Ticker value) {
        this.ticker = value;
        return this;
    }

    /** Who runs the pool's work in the background; for tests. */
    public LeaseholdDataSourceBuilder runner(TaskRunner value) {
        this.runner = value;
        return this;
    }

    /**
     * Builds the data source and, unless told not to wait, opens its first connection.
     *
     * @throws InvalidConfigException naming every setting that is wrong
     * @throws CannotOpenException if the first open fails for longer than initializationFailTimeout
     */
    public LeaseholdDataSource build() {
        return new LeaseholdDataSource(new Draft(draft), new PoolStart.Surroundings(listener, ticker, runner));
    }

    Draft draft() {
        return draft;
    }

    private <T> LeaseholdDataSourceBuilder set(Setting<T> setting, @Nullable T value) {
        draft.set(setting, value);
        return this;
    }
}
