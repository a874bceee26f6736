package io.leasehold.jdbc;

import io.leasehold.jdbc.internal.settings.Draft;
import io.leasehold.jdbc.internal.settings.SafeUrl;
import io.leasehold.jdbc.internal.settings.Setting;
import io.leasehold.jdbc.internal.settings.Settings;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The bean's face of a data source: a setter for each setting, by the names of docs/config.md. Durations are milliseconds.
 * Setters refuse nothing before all is known, and everything once the pool is built. To be configured by one thread.
 */
public abstract class DataSourceBean {

    private final Draft draft;
    private volatile boolean sealed;

    DataSourceBean() {
        this(new Draft());
    }

    DataSourceBean(Draft draft) {
        this.draft = draft;
    }

    public void setJdbcUrl(@Nullable String value) {
        set(Settings.JDBC_URL, value);
    }

    public void setUsername(@Nullable String value) {
        set(Settings.USERNAME, value);
    }

    public void setPassword(@Nullable String value) {
        set(Settings.PASSWORD, value);
    }

    public void setDriverClassName(@Nullable String value) {
        set(Settings.DRIVER_CLASS_NAME, value);
    }

    public void setDataSource(@Nullable DataSource value) {
        set(Settings.DATA_SOURCE, value);
    }

    public void setDataSourceClassName(@Nullable String value) {
        set(Settings.DATA_SOURCE_CLASS_NAME, value);
    }

    public void setDataSourceProperties(@Nullable Properties value) {
        set(Settings.DATA_SOURCE_PROPERTIES, value);
    }

    public void setCredentials(@Nullable CredentialsSupplier value) {
        set(Settings.CREDENTIALS, value);
    }

    public void setMaximumPoolSize(int value) {
        set(Settings.MAXIMUM_POOL_SIZE, value);
    }

    public void setMinimumIdle(int value) {
        set(Settings.MINIMUM_IDLE, value);
    }

    public void setConnectionTimeout(long value) {
        set(Settings.CONNECTION_TIMEOUT, Duration.ofMillis(value));
    }

    public void setMaximumWaiting(int value) {
        set(Settings.MAXIMUM_WAITING, value);
    }

    public void setMaximumOpening(int value) {
        set(Settings.MAXIMUM_OPENING, value);
    }

    public void setInitializationFailTimeout(long value) {
        set(Settings.INITIALIZATION_FAIL_TIMEOUT, Duration.ofMillis(value));
    }

    public void setOpenTimeout(long value) {
        set(Settings.OPEN_TIMEOUT, Duration.ofMillis(value));
    }

    public void setValidationTimeout(long value) {
        set(Settings.VALIDATION_TIMEOUT, Duration.ofMillis(value));
    }

    public void setCloseTimeout(long value) {
        set(Settings.CLOSE_TIMEOUT, Duration.ofMillis(value));
    }

    public void setResetTimeout(long value) {
        set(Settings.RESET_TIMEOUT, Duration.ofMillis(value));
    }

    public void setAliveBypass(long value) {
        set(Settings.ALIVE_BYPASS, Duration.ofMillis(value));
    }

    public void setIdleTimeout(long value) {
        set(Settings.IDLE_TIMEOUT, Duration.ofMillis(value));
    }

    public void setMaxLifetime(long value) {
        set(Settings.MAX_LIFETIME, Duration.ofMillis(value));
    }

    public void setKeepaliveTime(long value) {
        set(Settings.KEEPALIVE_TIME, Duration.ofMillis(value));
    }

    public void setConnectionTestQuery(@Nullable String value) {
        set(Settings.CONNECTION_TEST_QUERY, value);
    }

    public void setLeaseReportAfter(long value) {
        set(Settings.LEASE_REPORT_AFTER, Duration.ofMillis(value));
    }

    public void setLeaseTerm(long value) {
        set(Settings.LEASE_TERM, Duration.ofMillis(value));
    }

    public void setAbandonedAfter(long value) {
        set(Settings.ABANDONED_AFTER, Duration.ofMillis(value));
    }

    public void setSiteSampling(int value) {
        set(Settings.SITE_SAMPLING, value);
    }

    public void setAutoCommit(boolean value) {
        set(Settings.AUTO_COMMIT, value);
    }

    public void setReadOnly(boolean value) {
        set(Settings.READ_ONLY, value);
    }

    /** The name or number of an isolation. */
    public void setTransactionIsolation(@Nullable String value) {
        change(Settings.TRANSACTION_ISOLATION);
        draft.setTextAnew(Settings.TRANSACTION_ISOLATION, value);
    }

    public void setCatalog(@Nullable String value) {
        set(Settings.CATALOG, value);
    }

    public void setSchema(@Nullable String value) {
        set(Settings.SCHEMA, value);
    }

    public void setConnectionInitSql(@Nullable String value) {
        set(Settings.CONNECTION_INIT_SQL, value);
    }

    public void setSessionReset(@Nullable SessionReset value) {
        set(Settings.SESSION_RESET, value);
    }

    public void setConnectionCustomizer(@Nullable ConnectionCustomizer value) {
        set(Settings.CONNECTION_CUSTOMIZER, value);
    }

    public void setExceptionOverride(@Nullable ExceptionOverride value) {
        set(Settings.EXCEPTION_OVERRIDE, value);
    }

    public void setPoolName(@Nullable String value) {
        set(Settings.POOL_NAME, value);
    }

    public void setRegisterMbeans(boolean value) {
        set(Settings.REGISTER_MBEANS, value);
    }

    public void setAllowPoolSuspension(boolean value) {
        set(Settings.ALLOW_POOL_SUSPENSION, value);
    }

    /** As {@link #setJdbcUrl}. */
    public void setUrl(@Nullable String value) {
        setJdbcUrl(value);
    }

    /** As {@link #setLeaseReportAfter}. */
    public void setLeakDetectionThreshold(long value) {
        setLeaseReportAfter(value);
    }

    /** Sets one property of the driver, or of the dataSourceClassName. */
    public void addDataSourceProperty(String name, Object value) {
        change(Settings.DATA_SOURCE_PROPERTIES);
        draft.addProperty(name, value);
    }

    public @Nullable String getUsername() {
        return draft.get(Settings.USERNAME);
    }

    public @Nullable String getPoolName() {
        return draft.get(Settings.POOL_NAME);
    }

    public int getMaximumPoolSize() {
        return draft.get(Settings.MAXIMUM_POOL_SIZE, 10);
    }

    /** In milliseconds. */
    public long getConnectionTimeout() {
        return draft.get(Settings.CONNECTION_TIMEOUT, Duration.ofSeconds(30)).toMillis();
    }

    /** Where it connects to, without secrets; there is no getter for the url, which may hold a password. */
    final String target() {
        DataSource behind = draft.get(Settings.DATA_SOURCE);
        String className = behind == null
                ? draft.get(Settings.DATA_SOURCE_CLASS_NAME)
                : behind.getClass().getName();
        return className == null ? SafeUrl.of(draft.get(Settings.JDBC_URL)) : className;
    }

    /** The pool's name as it was set, for a text. */
    final String nameOrNone() {
        String name = getPoolName();
        return name == null ? "(unnamed)" : name;
    }

    final Draft draft() {
        return draft;
    }

    /** Nothing can be set from now on. */
    final void seal() {
        sealed = true;
    }

    /** Whether these are the user and password that every connection is opened with. */
    final boolean isIdentity(@Nullable String username, @Nullable String password) {
        String own = draft.get(Settings.USERNAME);
        return own != null && Credentials.of(own, draft.get(Settings.PASSWORD)).are(username, password);
    }

    private <T> void set(Setting<T> setting, @Nullable T value) {
        change(setting);
        draft.set(setting, value);
    }

    private void change(Setting<?> setting) {
        if (sealed) {
            throw new IllegalStateException(
                    setting.name() + " cannot be set any more, since the pool is built, at the first use or by build():"
                            + " set it before, or build another data source");
        }
    }
}
