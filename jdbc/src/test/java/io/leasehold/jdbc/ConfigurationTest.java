package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.CannotOpenException;
import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.naming.Referenceable;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** P10: settings are refused, never repaired; and where connections come from. */
class ConfigurationTest {

    @Test
    void p10AllThatIsWrongIsToldAtOnceByTheNamesThatWereSet() {
        List<Violation> violations = refused(Map.of(
                "maximumPoolSize", "0",
                "maxLifetime", "soon",
                "keepaliveTime", "1",
                "maximumpoolSise", "3",
                "metricRegistry", "x"));

        assertThat(violations)
                .extracting(Violation::setting)
                .contains(
                        "maximumPoolSize",
                        "maxLifetime",
                        "keepaliveTime",
                        "maximumpoolSise",
                        "metricRegistry",
                        "jdbcUrl");
        assertThat(violations)
                .anySatisfy(violation -> assertThat(violation.toString())
                        .isEqualTo("maximumpoolSise = (not shown): is not a setting; the nearest is maximumPoolSize"));
        assertThat(violations)
                .anySatisfy(violation -> assertThat(violation.toString())
                        .startsWith("metricRegistry = (not shown): is not a setting here: give a PoolListener"));
    }

    @Test
    void p10ARelationIsToldInTheNamesThatWereSet() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:h2:mem:x", "maxLifetime", "1m", "keepaliveTime", "2m")))
                .extracting(Violation::toString)
                .containsExactly("keepaliveTime = 120 s: must be shorter than maxLifetime (60 s)");
    }

    @Test
    void p10ALimitThatIsWrongItselfIsToldByItsName() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:h2:mem:x", "maximumPoolSize", "0", "minimumIdle", "5")))
                .extracting(Violation::toString)
                .containsExactly(
                        "maximumPoolSize = 0: must be 1 to 10000", "minimumIdle = 5: must be 0 to maximumPoolSize");
    }

    @Test
    void p10ADurationIsToldInOneWordingWhoeverRefusesIt() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:h2:mem:x", "connectionTimeout", "-5", "openTimeout", "-5")))
                .extracting(Violation::toString)
                .containsExactlyInAnyOrder(
                        "connectionTimeout = -5 ms: must be 1 ms to 24 h", "openTimeout = -5 ms: must be 1 ms to 1 h");
    }

    @ParameterizedTest
    @CsvSource({
        "1500, PT1.5S",
        "500ms, PT0.5S",
        "30s, PT30S",
        "5 m, PT5M",
        "1h, PT1H",
        "PT45S, PT45S",
        "pt2m, PT2M",
        "2d, PT48H",
        "-1, PT-0.001S"
    })
    void aDurationIsMillisecondsOrHasAUnitOrIsIso(String text, Duration expected) {
        assertThat(io.leasehold.jdbc.internal.settings.Durations.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"''", "s", "1.5s", "1 fortnight", "99999999999999999d", "PT"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> io.leasehold.jdbc.internal.settings.Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBeanThatIsWrongSaysAllOfItAtTheFirstUseAndCanBePutRight() throws Exception {
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setMaximumPoolSize(-3);
            InvalidConfigException refused = catchThrowableOfType(
                    InvalidConfigException.class, () -> bean.getConnection().close());
            assertThat(refused.violations()).extracting(Violation::setting).contains("maximumPoolSize", "jdbcUrl");

            bean.setMaximumPoolSize(3);
            bean.setUrl("jdbc:h2:mem:right");
            bean.getConnection().close();
        }
    }

    @Test
    void aBeansIsolationMayBeSetAgainAndThenCountsAlone() throws Exception {
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setJdbcUrl("jdbc:h2:mem:again");
            bean.setTransactionIsolation("READ_COMMITTED");
            bean.setTransactionIsolation("nonsense");
            bean.setTransactionIsolation("SERIALIZABLE");
            try (Connection connection = bean.getConnection()) {
                assertThat(connection.getTransactionIsolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
            }
        }
    }

    @Test
    void aSettingMayBeGivenByItsOtherNameButNotTwiceWithTwoValues() {
        Map<String, String> both = new HashMap<>(Map.of("jdbcUrl", "jdbc:h2:mem:one", "url", "jdbc:h2:mem:two"));
        assertThat(refused(both))
                .singleElement()
                .satisfies(violation -> assertThat(violation.allowed()).startsWith("is another name of jdbcUrl"));

        both.put("url", "jdbc:h2:mem:one");
        LeaseholdDataSource.of(both).close();
    }

    @Test
    void aDriverThatIsNotThereIsOneClearSentence() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:h2:mem:x", "driverClassName", "com.example.NoDriver")))
                .extracting(Violation::toString)
                .containsExactly(
                        "driverClassName = com.example.NoDriver: there is no such class: correct the name, or put"
                                + " its jar on the class path");
    }

    @Test
    void anUrlThatNoDriverAcceptsIsOneClearSentenceWithoutItsPassword() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:nosuch://u:canary@host/db?password=canary")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString())
                        .startsWith("jdbcUrl = 'jdbc:nosuch://host/db': no driver accepts it: correct the url, put the"
                                + " driver's jar on the class path, or set driverClassName; known drivers: ")
                        .contains("org.h2.Driver"));
    }

    @Test
    void anUrlOfAnotherDriverIsRefused() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:postgresql://localhost/x", "driverClassName", "org.h2.Driver")))
                .extracting(Violation::toString)
                .containsExactly("jdbcUrl = 'jdbc:postgresql://localhost/x': is not accepted by org.h2.Driver");
    }

    @Test
    void exactlyOneWayToTheDatabaseIsTaken() {
        assertThat(refused(Map.of("jdbcUrl", "jdbc:h2:mem:x", "dataSourceClassName", "org.h2.jdbcx.JdbcDataSource")))
                .extracting(Violation::setting)
                .containsExactly("jdbcUrl");
        assertThat(refused(Map.of("maximumPoolSize", "1")))
                .extracting(Violation::setting)
                .containsExactly("jdbcUrl");
    }

    @Test
    void aDataSourceIsMadeByItsClassAndGetsItsProperties() throws Exception {
        try (LeaseholdDataSource pool = LeaseholdDataSource.of(Map.of(
                        "dataSourceClassName", "org.h2.jdbcx.JdbcDataSource",
                        "dataSource.URL", "jdbc:h2:mem:made",
                        "username", "sa",
                        "password", ""));
                Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:made");
            assertThat(pool.unwrap(JdbcDataSource.class)).isNotNull();
        }
        assertThat(refused(
                        Map.of("dataSourceClassName", "org.h2.jdbcx.JdbcDataSource", "dataSource.nonsense", "canary")))
                .extracting(Violation::toString)
                .containsExactly("dataSource.nonsense = (not shown): org.h2.jdbcx.JdbcDataSource has no such property");
    }

    @Test
    void aGivenDataSourceIsUsed() throws Exception {
        JdbcDataSource given = new JdbcDataSource();
        given.setURL("jdbc:h2:mem:given");
        try (LeaseholdDataSource pool =
                        LeaseholdDataSource.builder().dataSource(given).build();
                Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:h2:mem:given");
        }
    }

    @Test
    void credentialsAreAskedAtEveryOpen() throws Exception {
        String url = "jdbc:h2:mem:rotated;DB_CLOSE_DELAY=-1";
        try (Connection admin = DriverManager.getConnection(url, "sa", "first")) {
            String[] password = {"first"};
            try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                    .jdbcUrl(url)
                    .credentials(() -> Credentials.of("sa", password[0]))
                    .maximumPoolSize(1)
                    .build()) {
                pool.getConnection().close();
                admin.createStatement().execute("ALTER USER sa SET PASSWORD 'second'");
                password[0] = "second";
                pool.retireAll();
                pool.getConnection().close();
            }
        }
    }

    @Test
    void p9NoSecretIsInAnyTextOrError() throws Exception {
        SQLException talkative = new SQLException(
                "cannot log in sa with password 'canary1' at u", "28000", 1, new IllegalStateException("canary1"));
        talkative.setNextException(new SQLException("canary1 again"));
        LeaseholdDataSourceBuilder builder = LeaseholdDataSource.builder()
                .dataSource(new FailingDataSource(talkative))
                .username("sa")
                .password("canary1")
                .initializationFailTimeout(Duration.ZERO);

        CannotOpenException refused = catchThrowableOfType(CannotOpenException.class, builder::build);

        for (Throwable each = refused; each != null; each = each.getCause()) {
            assertThat(each.toString()).doesNotContain("canary");
        }
        assertThat(refused.getCause()).hasMessage("cannot log in sa with password '***' at u");
        try (LeaseholdDataSource pool = LeaseholdDataSource.of(Map.of(
                "poolName", "p", "jdbcUrl", "jdbc:h2:mem:vault;PASSWORD=canary2;MODE=MySQL", "username", "sa"))) {
            assertThat(pool).hasToString("LeaseholdDataSource p (jdbc:h2:mem:vault;MODE=MySQL)");
            assertThat(pool.snapshot().toString()).doesNotContain("canary");
        }
        assertThat(Credentials.of("sa", "canary3")).hasToString("Credentials of sa");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://h:1/db?user=u&password=canary&ssl=true, jdbc:postgresql://h:1/db?ssl=true",
        "jdbc:mariadb://u:canary@h/db, jdbc:mariadb://h/db",
        "jdbc:mariadb://u:can?ary@h/db, jdbc:mariadb:...",
        "jdbc:oracle:thin:scott/canary@//h:1521/svc, jdbc:oracle:thin:@h:1521/svc",
        "jdbc:sqlserver://h:1433;databaseName=d;password=canary, jdbc:sqlserver://h:1433;databaseName=d",
        "'jdbc:mysql://address=(host=h)(password=canary)/db', jdbc:mysql:..."
    })
    void p9AnUrlIsShownWithoutItsSecrets(String url, String shown) {
        assertThat(io.leasehold.jdbc.internal.settings.SafeUrl.of(url)).isEqualTo(shown);
    }

    @Test
    void p12NothingOfTheJvmIsChanged() {
        int before = DriverManager.getLoginTimeout();
        LeaseholdDataSource.of(Map.of("jdbcUrl", "jdbc:h2:mem:jvm")).close();

        assertThat(DriverManager.getLoginTimeout()).isEqualTo(before);
        assertThat(LeaseholdDataSource.class)
                .satisfies(type ->
                        assertThat(Serializable.class.isAssignableFrom(type)).isFalse())
                .satisfies(type ->
                        assertThat(Referenceable.class.isAssignableFrom(type)).isFalse());
    }

    private static List<Violation> refused(Map<String, String> settings) {
        InvalidConfigException refused = catchThrowableOfType(
                InvalidConfigException.class,
                () -> LeaseholdDataSource.of(settings).close());
        assertThat(refused).hasMessageNotContaining("canary");
        return refused.violations();
    }
}
