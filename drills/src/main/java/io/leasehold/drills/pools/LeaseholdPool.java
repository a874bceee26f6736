package io.leasehold.drills.pools;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.BadInputException;
import io.leasehold.drills.databases.Database;
import io.leasehold.jdbc.LeaseholdDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Leasehold. What a drill does not ask for is left at its default, unless the user has set it. */
public final class LeaseholdPool implements PoolUnderTest {

    private static final int FETCH = 50;

    /** What drills set themselves, or what would take the pool to another database. */
    private static final Set<String> TAKEN = Set.of(
            "jdbcUrl",
            "url",
            "username",
            "password",
            "driverClassName",
            "dataSourceClassName",
            "poolName",
            "maximumPoolSize",
            "minimumIdle",
            "connectionTimeout",
            "validationTimeout",
            "closeTimeout",
            "openTimeout",
            "leaseReportAfter",
            "leakDetectionThreshold",
            "leaseTerm",
            "abandonedAfter",
            "siteSampling");

    private final Map<String, String> settings;
    private final LeaseholdDataSource dataSource;
    private final boolean readsInTransaction;

    /** @param chosen the user's own settings */
    public LeaseholdPool(Map<String, String> chosen, Database database, String url, PoolNeeds needs) {
        settings = settings(chosen, needs);
        readsInTransaction = database.dialect().rowsNeedTransaction();
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("poolName", "leasehold");
        all.put("jdbcUrl", url);
        if (!database.user().isEmpty()) {
            all.put("username", database.user());
            all.put("password", database.password());
        }
        dataSource = LeaseholdDataSource.of(all);
    }

    /**
     * Looks at the user's settings without opening a connection.
     *
     * @throws BadInputException naming all that is wrong with them
     */
    public static void check(Map<String, String> chosen) {
        try (LeaseholdDataSource unused = LeaseholdDataSource.builder()
                .settings(withoutDatabase(chosen))
                .initializationFailTimeout(Duration.ofMillis(-1))
                .dataSource(new NoDataSource())
                .build()) {
            refuseTaken(chosen);
        } catch (InvalidConfigException e) {
            throw new BadInputException(
                    "--set: " + e.violations().stream().map(Object::toString).collect(Collectors.joining("; ")), e);
        }
    }

    private static void refuseTaken(Map<String, String> chosen) {
        Set<String> taken = new TreeSet<>(chosen.keySet());
        taken.retainAll(TAKEN);
        if (!taken.isEmpty()) {
            throw new BadInputException(
                    "--set " + String.join(", ", taken) + ": the drills set this themselves; leave it out.");
        }
    }

    private static Map<String, String> withoutDatabase(Map<String, String> chosen) {
        Map<String, String> rest = new LinkedHashMap<>(chosen);
        rest.keySet()
                .removeAll(Set.of("jdbcUrl", "url", "username", "password", "driverClassName", "dataSourceClassName"));
        return rest;
    }

    private static Map<String, String> settings(Map<String, String> chosen, PoolNeeds needs) {
        Map<String, String> settings = new LinkedHashMap<>(chosen);
        settings.put("maximumPoolSize", Integer.toString(needs.size()));
        settings.put("connectionTimeout", millis(needs.acquireTimeout()));
        settings.put("validationTimeout", millis(needs.checkTimeout()));
        settings.put("closeTimeout", millis(needs.checkTimeout()));
        settings.put("openTimeout", millis(needs.openTimeout()));
        putUnlessZero(settings, "leaseReportAfter", needs.reportAfter());
        putUnlessZero(settings, "leaseTerm", needs.term());
        putUnlessZero(settings, "abandonedAfter", needs.abandonedAfter());
        if (!needs.reportAfter().isZero() || !needs.abandonedAfter().isZero()) {
            settings.put("siteSampling", "1");
        }
        return settings;
    }

    private static void putUnlessZero(Map<String, String> settings, String name, Duration value) {
        if (!value.isZero()) {
            settings.put(name, millis(value));
        }
    }

    private static String millis(Duration value) {
        return Long.toString(value.toMillis());
    }

    @Override
    public String name() {
        return "Leasehold";
    }

    @Override
    public List<String> settings() {
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .toList();
    }

    @Override
    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public int openConnections() {
        return dataSource.snapshot().total();
    }

    @Override
    public List<String> loggers() {
        return List.of("io.leasehold.Pool", "io.leasehold.jdbc");
    }

    @Override
    public <T> Optional<Stream<T>> stream(String sql, RowReader<T> reader) throws SQLException {
        return Optional.of(dataSource.stream(
                sql,
                statement -> {
                    if (readsInTransaction) {
                        statement.getConnection().setAutoCommit(false);
                    }
                    statement.setFetchSize(FETCH);
                },
                reader::read));
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
