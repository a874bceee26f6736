package io.leasehold.jdbc.internal.settings;

import io.leasehold.PoolConfig;
import io.leasehold.jdbc.ConnectionCustomizer;
import io.leasehold.jdbc.CredentialsSupplier;
import io.leasehold.jdbc.ExceptionOverride;
import io.leasehold.jdbc.SessionReset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;

/** Every setting of a data source, in the order of docs/config.md, which is written from here. Immutable. */
public final class Settings {

    private static final List<Setting<?>> ALL = new ArrayList<>();

    private static final String DATABASE = "The database";
    private static final String SIZE = "Size and waiting";
    private static final String LIFE = "The life of a connection";
    private static final String LEASES = "Leases";
    private static final String SESSION = "The session";
    private static final String OPERATION = "Operation";

    private static final String ON_OFF = "true, false";
    private static final String HOUR = "1 ms to 1 h";
    private static final String OFF_OR_TENTH = "0 (off) or 100 ms to 365 days";

    public static final Setting<String> JDBC_URL = text(
                    DATABASE,
                    "jdbcUrl",
                    Kind.URL,
                    "The url the driver is given. One of it, `dataSource` and `dataSourceClassName` must be set.")
            .alias("url")
            .asInHikari("also `url`");
    public static final Setting<String> USERNAME =
            text(DATABASE, "username", Kind.TEXT, "The user to connect as.").asInHikari("");
    public static final Setting<String> PASSWORD = text(
                    DATABASE, "password", Kind.SECRET, "That user's password. It has no getter and is shown nowhere.")
            .asInHikari("but cannot be read back");
    public static final Setting<CredentialsSupplier> CREDENTIALS = object(
                    DATABASE,
                    "credentials",
                    CredentialsSupplier.class,
                    "Gives user and password together, and is asked at every open; instead of `username` and `password`.")
            .alias("credentialsProviderClassName")
            .asInHikari("but a supplier; also for what HikariCP calls `credentialsProvider`");
    public static final Setting<String> DRIVER_CLASS_NAME = text(
                    DATABASE,
                    "driverClassName",
                    Kind.TEXT,
                    "The driver's class, where `DriverManager` does not find it by the url.")
            .asInHikari("");
    public static final Setting<DataSource> DATA_SOURCE = object(
                    DATABASE, "dataSource", DataSource.class, "Opens the connections; instead of a url.")
            .asInHikari("");
    public static final Setting<String> DATA_SOURCE_CLASS_NAME = text(
                    DATABASE,
                    "dataSourceClassName",
                    Kind.TEXT,
                    "The class of the driver's DataSource; it is made and its properties are set.")
            .asInHikari("");
    public static final Setting<Properties> DATA_SOURCE_PROPERTIES = listed(
                    new Setting<>(
                            DATABASE,
                            "dataSourceProperties",
                            Kind.PROPERTIES,
                            "none",
                            "names the driver knows",
                            "Given to the driver with the url, or set on the `dataSourceClassName`. As text: `dataSource.<name>`."))
            .asInHikari("but a property the DataSource does not have is refused");

    public static final Setting<Integer> MAXIMUM_POOL_SIZE = number(
                    SIZE,
                    "maximumPoolSize",
                    "10",
                    "1 to 10000",
                    "The most connections open at a time, opens in flight included.")
            .core("maximumSize")
            .asInHikari("");
    public static final Setting<Integer> MINIMUM_IDLE = number(
                    SIZE,
                    "minimumIdle",
                    "`maximumPoolSize`",
                    "0 to `maximumPoolSize`",
                    "Connections kept open, idle or leased.")
            .core("minimumSize")
            .asInHikari("but leased ones count as well; with the default there is no difference");
    public static final Setting<Duration> CONNECTION_TIMEOUT = duration(
                    SIZE,
                    "connectionTimeout",
                    "30s",
                    "1 ms to 24 h",
                    "How long `getConnection()` waits at most. The first use of a bean, which builds the pool, waits for the first open as well.")
            .core("acquireTimeout")
            .asInHikari("but it may be shorter than 250 ms, and 0 (for ever) is refused");
    public static final Setting<Integer> MAXIMUM_WAITING = number(
                    SIZE,
                    "maximumWaiting",
                    "unlimited",
                    "0 or more",
                    "Threads that may wait in line; one more is refused at once.")
            .core("maximumWaiting");
    public static final Setting<Integer> MAXIMUM_OPENING = number(
                    SIZE,
                    "maximumOpening",
                    "8, or `maximumPoolSize` if that is less",
                    "1 to `maximumPoolSize`",
                    "Opens, and checks of suspects, in flight at a time.")
            .core("maximumOpening");
    public static final Setting<Duration> INITIALIZATION_FAIL_TIMEOUT = duration(
                    SIZE,
                    "initializationFailTimeout",
                    "1ms",
                    "at most 24 h",
                    "How long the first open is repeated before building fails; 0 tries once, negative does not wait for it.")
            .core("initializationFailTimeout")
            .asInHikari("");

    public static final Setting<Duration> OPEN_TIMEOUT = duration(
                    LIFE, "openTimeout", "10s", HOUR, "After which an open is given up.")
            .core("openTimeout");
    public static final Setting<Duration> VALIDATION_TIMEOUT = duration(
                    LIFE,
                    "validationTimeout",
                    "5s",
                    HOUR,
                    "After which a check is given up, and the connection is taken to be dead.")
            .core("checkTimeout")
            .asInHikari("but it may be shorter than 250 ms");
    public static final Setting<Duration> CLOSE_TIMEOUT = duration(
                    LIFE, "closeTimeout", "5s", HOUR, "After which a close is given up, and the connection is cut off.")
            .core("closeTimeout");
    public static final Setting<Duration> RESET_TIMEOUT = duration(
                    LIFE,
                    "resetTimeout",
                    "15s",
                    HOUR,
                    "After which a reset on return is cut off, and the connection destroyed.")
            .core("resetTimeout");
    public static final Setting<Duration> ALIVE_BYPASS = duration(
                    LIFE,
                    "aliveBypass",
                    "500ms",
                    "0 to 24 h",
                    "How long a connection may be idle and still be lent without a check; 0 checks always.")
            .core("aliveBypass");
    public static final Setting<Duration> IDLE_TIMEOUT = duration(
                    LIFE,
                    "idleTimeout",
                    "10m",
                    OFF_OR_TENTH,
                    "After which an idle connection beyond `minimumIdle` is closed.")
            .core("idleTimeout")
            .asInHikari("but it may be shorter than 10 s");
    public static final Setting<Duration> MAX_LIFETIME = duration(
                    LIFE,
                    "maxLifetime",
                    "30m",
                    "0 (off) or 1 s to 365 days",
                    "After which a connection is closed once it is idle, spread by up to 10 %.")
            .core("maximumLifetime")
            .asInHikari("but it may be shorter than 30 s, and is spread by 10 %, not 25 %");
    public static final Setting<Duration> KEEPALIVE_TIME = duration(
                    LIFE,
                    "keepaliveTime",
                    "2m; off if `maxLifetime` is not longer",
                    OFF_OR_TENTH + ", shorter than `maxLifetime`",
                    "How often an idle connection is checked, spread by up to 10 %.")
            .core("keepaliveTime")
            .asInHikari("but it may be shorter than 30 s");
    public static final Setting<String> CONNECTION_TEST_QUERY = text(
                    LIFE,
                    "connectionTestQuery",
                    Kind.TEXT,
                    "The query that checks a connection, for drivers without a working `isValid`.")
            .asInHikari("");

    public static final Setting<Duration> LEASE_REPORT_AFTER = duration(
                    LEASES,
                    "leaseReportAfter",
                    "off",
                    OFF_OR_TENTH,
                    "After which a lease is reported with its holder, its site if that was recorded, and what its thread does.")
            .alias("leakDetectionThreshold")
            .core("leaseReportAfter");
    public static final Setting<Duration> LEASE_TERM = duration(
                    LEASES,
                    "leaseTerm",
                    "off",
                    OFF_OR_TENTH,
                    "After which a lease is revoked and its connection destroyed.")
            .core("leaseTerm");
    public static final Setting<Duration> ABANDONED_AFTER = duration(
                    LEASES,
                    "abandonedAfter",
                    "30s",
                    OFF_OR_TENTH,
                    "The age from which a lease is watched for a handle that became garbage.")
            .core("abandonedAfter");
    public static final Setting<Integer> SITE_SAMPLING = number(
                    LEASES,
                    "siteSampling",
                    String.valueOf(PoolConfig.USUAL_SITE_SAMPLING),
                    "0 or a power of two up to 1048576",
                    "One in how many acquires records its site; 1: each, 0: only while somebody waits or a site was reported.")
            .core("siteSampling");

    public static final Setting<Boolean> AUTO_COMMIT = flag(
                    SESSION, "autoCommit", "true", "What auto-commit is at the start of each lease.")
            .asInHikari("");
    public static final Setting<Boolean> READ_ONLY = flag(
                    SESSION,
                    "readOnly",
                    "the driver's",
                    "Whether connections are read-only at the start of each lease.")
            .asInHikari("but left as the driver has it if not set");
    public static final Setting<Integer> TRANSACTION_ISOLATION = listed(new Setting<>(
                    SESSION,
                    "transactionIsolation",
                    Isolation.KIND,
                    "the driver's",
                    Isolation.NAMES,
                    "The isolation at the start of each lease."))
            .asInHikari("with or without `TRANSACTION_`");
    public static final Setting<String> CATALOG = text(
                    SESSION, "catalog", Kind.TEXT, "The catalog at the start of each lease.")
            .asInHikari("");
    public static final Setting<String> SCHEMA = text(
                    SESSION, "schema", Kind.TEXT, "The schema at the start of each lease.")
            .asInHikari("");
    public static final Setting<String> CONNECTION_INIT_SQL = text(
                    SESSION,
                    "connectionInitSql",
                    Kind.TEXT,
                    "Runs once on each new connection, in auto-commit mode; and again after a FULL reset.")
            .asInHikari("");
    public static final Setting<SessionReset> SESSION_RESET = listed(new Setting<>(
            SESSION,
            "sessionReset",
            Kind.constants(SessionReset.class),
            "JDBC",
            "NONE, JDBC, FULL",
            "What is put back on return; an open transaction is always rolled back."));
    public static final Setting<ConnectionCustomizer> CONNECTION_CUSTOMIZER = object(
            SESSION,
            "connectionCustomizer",
            ConnectionCustomizer.class,
            "Prepares each new connection, in auto-commit mode, and again after a FULL reset; and, if it asks for it, each lease."
                    + " What it sets holds: changes are put back to it, and no rollback undoes it.");
    public static final Setting<ExceptionOverride> EXCEPTION_OVERRIDE = object(
                    SESSION,
                    "exceptionOverride",
                    ExceptionOverride.class,
                    "Has the last word on what an error means for its connection.")
            .alias("exceptionOverrideClassName")
            .asInHikari("but of our own type, which works in both directions");

    public static final Setting<String> POOL_NAME = text(
                    OPERATION, "poolName", Kind.TEXT, "How errors, logs and events call the pool.")
            .core("name")
            .asInHikari("");
    public static final Setting<Boolean> REGISTER_MBEANS = flag(
                    OPERATION, "registerMbeans", "false", "Whether the snapshot can be read through JMX.")
            .core("registerMbeans")
            .asInHikari("");
    public static final Setting<Boolean> ALLOW_POOL_SUSPENSION = flag(
                    OPERATION, "allowPoolSuspension", "true", "Whether `pause()` may be called.")
            .asInHikari("but on, since being able to pause costs an acquire nothing here");

    private Settings() {}

    /** All of them, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.copyOf(ALL);
    }

    /** The one that goes by this name. */
    public static Optional<Setting<?>> called(String name) {
        return ALL.stream().filter(setting -> setting.isCalled(name)).findFirst();
    }

    private static Setting<String> text(String group, String name, Kind<String> kind, String meaning) {
        return listed(
                new Setting<>(group, name, kind, defaultOf(name), mayBeBlank(name) ? "any" : "not blank", meaning));
    }

    /** H2, for one, has a user without a name. */
    private static boolean mayBeBlank(String name) {
        return name.equals("username") || name.equals("password");
    }

    private static String defaultOf(String name) {
        return name.equals("poolName") ? "leasehold-1, -2, ..." : "none";
    }

    private static Setting<Integer> number(
            String group, String name, String defaultText, String range, String meaning) {
        return listed(new Setting<>(group, name, Kind.INTEGER, defaultText, range, meaning));
    }

    private static Setting<Duration> duration(
            String group, String name, String defaultText, String range, String meaning) {
        return listed(new Setting<>(group, name, Kind.DURATION, defaultText, range, meaning));
    }

    private static Setting<Boolean> flag(String group, String name, String defaultText, String meaning) {
        return listed(new Setting<>(group, name, Kind.BOOLEAN, defaultText, ON_OFF, meaning));
    }

    private static <O> Setting<O> object(String group, String name, Class<O> type, String meaning) {
        return listed(new Setting<>(
                group,
                name,
                type == DataSource.class ? Kind.object(type) : Kind.made(type),
                "none",
                "an object",
                meaning));
    }

    private static <T> Setting<T> listed(Setting<T> setting) {
        ALL.add(setting);
        return setting;
    }
}
