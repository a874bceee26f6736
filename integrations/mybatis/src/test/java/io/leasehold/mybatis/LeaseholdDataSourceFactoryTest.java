package io.leasehold.mybatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.jdbc.LeaseholdDataSource;
import java.io.Reader;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.exceptions.PersistenceException;
import org.apache.ibatis.io.Resources;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.SqlSessionFactory;
import org.apache.ibatis.session.SqlSessionFactoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeaseholdDataSourceFactoryTest {

    interface Orders {

        @Update("CREATE TABLE IF NOT EXISTS orders (id INT PRIMARY KEY)")
        void create();

        @Insert("INSERT INTO orders VALUES (#{id})")
        void add(int id);

        @Select("SELECT COUNT(*) FROM orders")
        int count();
    }

    @Test
    void aSessionIsALease() throws Exception {
        SqlSessionFactory sessions = configured();
        try (LeaseholdDataSource pool = poolOf(sessions)) {
            sessions.getConfiguration().addMapper(Orders.class);
            try (SqlSession session = sessions.openSession()) {
                session.getMapper(Orders.class).create();
                session.getMapper(Orders.class).add(1);
                session.commit();
                assertThat(pool.snapshot().leased()).isEqualTo(1);
            }
            assertThat(pool.snapshot().leased()).isZero();
            try (SqlSession session = sessions.openSession()) {
                assertThat(session.getMapper(Orders.class).count()).isEqualTo(1);
            }
        }
    }

    @Test
    void whatASessionLeftUncommittedIsRolledBack() throws Exception {
        SqlSessionFactory sessions = configured();
        try (LeaseholdDataSource pool = poolOf(sessions)) {
            sessions.getConfiguration().addMapper(Orders.class);
            int before;
            try (SqlSession session = sessions.openSession()) {
                session.getMapper(Orders.class).create();
                before = session.getMapper(Orders.class).count();
                session.getMapper(Orders.class).add(before + 100);
                session.getConnection().close();
            }
            try (SqlSession session = sessions.openSession()) {
                assertThat(session.getMapper(Orders.class).count()).isEqualTo(before);
            }
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    @Test
    void sessionsThatAreNeverClosedAreNamedToWhoFindsNone() throws Exception {
        SqlSessionFactory sessions = configured();
        try (LeaseholdDataSource pool = poolOf(sessions)) {
            SqlSession first = sessions.openSession();
            SqlSession second = sessions.openSession();
            first.getConnection();
            second.getConnection();

            assertThatThrownBy(() -> sessions.openSession().getConnection())
                    .isInstanceOf(PersistenceException.class)
                    .rootCause()
                    .hasMessageContaining("orders")
                    .hasMessageContaining(Thread.currentThread().getName());
            assertThat(pool.snapshot().leased()).isEqualTo(2);
        }
    }

    @Test
    void aPropertyThatNobodyKnowsIsRefusedWithTheNearestThatIs() {
        assertThat(refused("maximumPoolsize", "3").get(0).allowed())
                .isEqualTo("is not a setting; the nearest is maximumPoolSize");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poolMaximumActiveConnections",
                "poolMaximumIdleConnections",
                "poolTimeToWait",
                "poolMaximumCheckoutTime",
                "poolPingQuery",
                "poolPingEnabled",
                "poolPingConnectionsNotUsedFor",
                "poolMaximumLocalBadConnectionTolerance",
                "defaultTransactionIsolationLevel",
                "defaultNetworkTimeout"
            })
    void aSettingOfMyBatisOwnPoolIsRefusedWithWhatTakesItsPlace(String name) {
        assertThat(refused(name, "3")).singleElement().satisfies(violation -> {
            assertThat(violation.setting()).isEqualTo(name);
            assertThat(violation.allowed()).startsWith("belongs to MyBatis's own pool: ");
        });
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        Properties properties = new Properties();
        properties.setProperty("url", "jdbc:h2:mem:wrong");
        properties.setProperty("poolPingEnabled", "true");
        properties.setProperty("nonsense", "canary");
        properties.setProperty("maximumPoolSize", "0");

        assertThat(refused(properties))
                .extracting(Violation::setting)
                .containsExactlyInAnyOrder("poolPingEnabled", "nonsense", "maximumPoolSize");
    }

    @Test
    void twoNamesOfOneSettingAreRefusedTogether() {
        Properties properties = new Properties();
        properties.setProperty("url", "jdbc:h2:mem:twice");
        properties.setProperty("driver", "org.h2.Driver");
        properties.setProperty("driverClassName", "org.h2.Driver");
        properties.setProperty("driver.USER", "sa");
        properties.setProperty("dataSource.USER", "canary");

        assertThat(refused(properties))
                .extracting(violation -> violation.setting() + " " + violation.allowed())
                .containsExactlyInAnyOrder(
                        "driver is another name of driverClassName: give one of the two",
                        "driver.USER is another name of dataSource.USER: give one of the two");
    }

    @Test
    void theDriversOwnPropertiesReachIt() throws Exception {
        LeaseholdDataSourceFactory factory = new LeaseholdDataSourceFactory();
        Properties properties = new Properties();
        properties.setProperty("url", "jdbc:h2:mem:properties");
        properties.setProperty("driver.IGNORECASE", "TRUE");
        factory.setProperties(properties);

        try (LeaseholdDataSource pool = (LeaseholdDataSource) factory.getDataSource();
                var connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'IGNORECASE'")) {
            assertThat(factory.getDataSource()).isSameAs(pool);
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("1");
        }
    }

    private static List<Violation> refused(String name, String value) {
        Properties properties = new Properties();
        properties.setProperty("url", "jdbc:h2:mem:refused");
        properties.setProperty(name, value);
        return refused(properties);
    }

    private static List<Violation> refused(Properties properties) {
        LeaseholdDataSourceFactory factory = new LeaseholdDataSourceFactory();
        factory.setProperties(properties);
        InvalidConfigException refused = catchThrowableOfType(InvalidConfigException.class, factory::getDataSource);
        assertThat(refused).hasMessageNotContaining("canary");
        return refused.violations();
    }

    private static SqlSessionFactory configured() throws Exception {
        try (Reader config = Resources.getResourceAsReader("mybatis-config.xml")) {
            return new SqlSessionFactoryBuilder().build(config);
        }
    }

    private static LeaseholdDataSource poolOf(SqlSessionFactory sessions) {
        return (LeaseholdDataSource)
                sessions.getConfiguration().getEnvironment().getDataSource();
    }
}
