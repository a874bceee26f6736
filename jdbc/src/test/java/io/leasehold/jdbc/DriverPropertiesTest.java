package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is given to a driver, or to its DataSource, and drivers that are not fit to be given anything. */
class DriverPropertiesTest {

    @Test
    void aPropertyThatWasGivenAsANumberReachesADriverThatReadsText() throws Exception {
        Object key = new Object();
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setJdbcUrl("jdbc:attentive:x");
            bean.setDriverClassName(AttentiveDriver.class.getName());
            bean.setMaximumPoolSize(1);
            bean.addDataSourceProperty("socketTimeout", 5);
            bean.addDataSourceProperty("ssl", true);
            bean.addDataSourceProperty("privateKey", key);
            bean.getConnection().close();
        }

        assertThat(AttentiveDriver.given.getProperty("socketTimeout")).isEqualTo("5");
        assertThat(AttentiveDriver.given.getProperty("ssl")).isEqualTo("true");
        assertThat(AttentiveDriver.given.get("privateKey"))
                .as("what is no plain value stays what it is")
                .isSameAs(key);
    }

    @Test
    void propertiesThatWereGivenAsOneAreNotAddedTo() {
        Properties shared = new Properties();
        shared.setProperty("ssl", "true");
        LeaseholdDataSource bean = new LeaseholdDataSource();
        bean.setDataSourceProperties(shared);
        bean.addDataSourceProperty("user", "one");

        assertThat(shared).containsOnlyKeys("ssl");
    }

    @Test
    void aPropertyWithoutANameOrAValueIsRefusedWithTheRest() {
        LeaseholdDataSource bean = new LeaseholdDataSource();
        bean.setJdbcUrl("jdbc:h2:mem:nameless");
        bean.addDataSourceProperty("", "canary");
        bean.addDataSourceProperty(null, "canary");
        bean.addDataSourceProperty("ssl", null);
        bean.setMaximumPoolSize(0);

        assertThat(refused(bean))
                .extracting(Violation::toString)
                .contains(
                        "dataSource. = (not shown): needs a name",
                        "dataSource.ssl = not set: needs a value: leave it out or give one")
                .anySatisfy(text -> assertThat(text).startsWith("maximumPoolSize = 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", " True "})
    void aBooleanOfADataSourceMayBeWrittenInCapitals(String text) throws Exception {
        try (LeaseholdDataSource pool = LeaseholdDataSource.of(Map.of(
                "dataSourceClassName",
                StrictDataSource.class.getName(),
                "initializationFailTimeout",
                "-1",
                "minimumIdle",
                "0",
                "dataSource.strict",
                text))) {
            assertThat(pool.unwrap(StrictDataSource.class).strict).isTrue();
        }
    }

    @Test
    void aDriverThatLacksAClassIsOneClearSentence() {
        assertThat(refused(driver(Incomplete.class)))
                .extracting(Violation::toString)
                .containsExactly("driverClassName = " + Incomplete.class.getName()
                        + ": cannot be loaded (java.lang.NoClassDefFoundError: com/example/Needed): put what it needs on the"
                        + " class path, in the version it needs");
    }

    @Test
    void aDriverWhoseClassCannotBeInitializedIsOneClearSentence() {
        assertThat(refused(driver(Failing.class)))
                .extracting(Violation::toString)
                .containsExactly("driverClassName = " + Failing.class.getName()
                        + ": cannot be loaded (java.lang.ExceptionInInitializerError): put what it needs on the"
                        + " class path, in the version it needs");
    }

    @Test
    void aDriverThatCannotSayWhetherItTakesAnUrlKeepsNobodyFromAnother() throws Exception {
        Driver broken = new AttentiveDriver() {
            @Override
            public boolean acceptsURL(String url) {
                throw new IllegalStateException("broken");
            }
        };
        DriverManager.registerDriver(broken);
        try {
            assertThat(refused(Map.of("jdbcUrl", "jdbc:nosuch:x")))
                    .extracting(Violation::setting)
                    .containsExactly("jdbcUrl");
        } finally {
            DriverManager.deregisterDriver(broken);
        }
    }

    private static Map<String, String> driver(Class<?> type) {
        return Map.of("jdbcUrl", "jdbc:attentive:x", "driverClassName", type.getName());
    }

    private static List<Violation> refused(Map<String, String> settings) {
        return catchThrowableOfType(
                        InvalidConfigException.class,
                        () -> LeaseholdDataSource.of(settings).close())
                .violations();
    }

    private static List<Violation> refused(LeaseholdDataSource bean) {
        return catchThrowableOfType(
                        InvalidConfigException.class, () -> bean.getConnection().close())
                .violations();
    }

    /** Remembers what it was given. */
    public static class AttentiveDriver implements Driver {

        static volatile Properties given = new Properties();

        @Override
        public Connection connect(String url, Properties properties) throws SQLException {
            given = properties;
            return new org.h2.Driver().connect("jdbc:h2:mem:attentive", new Properties());
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:attentive:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }

    /** Has a property that is a boolean. */
    public static class StrictDataSource extends FailingDataSource {

        boolean strict;

        public StrictDataSource() {
            super(new SQLException("not reached", "08001"));
        }

        public void setStrict(boolean value) {
            strict = value;
        }
    }

    /** As a driver is whose jar came without what it needs. */
    public static class Incomplete extends AttentiveDriver {

        static final Object NEEDED = lacking();

        private static Object lacking() {
            throw new NoClassDefFoundError("com/example/Needed");
        }
    }

    /** As a driver is that cannot find its native library. */
    public static class Failing extends AttentiveDriver {

        static final Object FAILED = failing();

        private static Object failing() {
            throw new IllegalStateException("canary");
        }
    }
}
