package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leasehold.EndpointFailure;
import io.leasehold.EndpointSnapshot;
import io.leasehold.InvalidConfigException;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class LeaseholdDataSourcesTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String SECRET = "s3cr3t-Of-Alice";

    private final String orders = "jdbc:h2:mem:orders" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";
    private final String stock = "jdbc:h2:mem:stock" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1";

    private static LeaseholdDataSources group(int maximum, Consumer<LeaseholdDataSourceBuilder> each) {
        return LeaseholdDataSources.builder()
                .name("tenants")
                .maximumSize(maximum)
                .each(settings ->
                        settings.maximumPoolSize(Math.min(maximum, 2)).connectionTimeout(Duration.ofSeconds(20)))
                .each(each)
                .build();
    }

    private static LeaseholdDataSources group(int maximum) {
        return group(maximum, settings -> {});
    }

    private static String read(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }

    private static String state(DataSource source) {
        return catchThrowableOfType(SQLException.class, source::getConnection).getSQLState();
    }

    @Test
    void eachTenantHasAPoolOfItsOwnAndEveryViewOfItLeadsThere() throws Exception {
        try (LeaseholdDataSources tenants = group(10)) {
            assertThat(read(tenants.get(orders, "sa", ""), "SELECT DATABASE()")).startsWith("ORDERS");
            assertThat(read(tenants.get(stock, "sa", ""), "SELECT DATABASE()")).startsWith("STOCK");
            assertThat(read(tenants.get(orders, Credentials.of("sa", "")), "SELECT DATABASE()"))
                    .startsWith("ORDERS");
            assertThat(tenants.snapshot().endpoints()).hasSize(2);
            assertThat(tenants.snapshot().taken()).isEqualTo(2);
        }
    }

    @Test
    void whoKnowsAnotherPasswordIsNotLentWhatTheRightOneOpened() throws Exception {
        try (LeaseholdDataSources tenants = group(10)) {
            DataSource alice = alice(tenants);
            assertThat(read(alice, "SELECT CURRENT_USER")).isEqualTo("ALICE");
            assertThat(state(tenants.get(orders, "ALICE", "guessed"))).isEqualTo("28000");
            assertThat(read(alice, "SELECT CURRENT_USER")).isEqualTo("ALICE");
        }
    }

    private DataSource alice(LeaseholdDataSources tenants) throws SQLException {
        try (Connection connection = tenants.get(orders, "sa", "").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS ALICE PASSWORD '" + SECRET + "' ADMIN");
        }
        return tenants.get(orders, "ALICE", SECRET);
    }

    @Test
    void anotherTenantsIdleConnectionMakesRoom() throws Exception {
        try (LeaseholdDataSources tenants = group(1)) {
            for (int round = 0; round < 3; round++) {
                assertThat(read(tenants.get(orders, "sa", ""), "SELECT 1")).isEqualTo("1");
                assertThat(read(tenants.get(stock, "sa", ""), "SELECT 2")).isEqualTo("2");
            }
            assertThat(tenants.snapshot().taken()).isOne();
        }
    }

    @Test
    void theErrorsAreThoseOfADataSource() throws Exception {
        LeaseholdDataSources tenants = group(1, each -> each.connectionTimeout(Duration.ofMillis(100)));
        DataSource other = tenants.get(stock, "sa", "");
        try (Connection held = tenants.get(orders, "sa", "").getConnection()) {
            assertThat(held.isClosed()).isFalse();
            SQLException full = catchThrowableOfType(SQLException.class, other::getConnection);
            assertThat(full.getSQLState()).isEqualTo("08L01");
            assertThat(full.getMessage()).contains("the group is full").contains("sa@jdbc:h2:mem:orders");
            Thread.currentThread().interrupt();
            assertThat(state(other)).isEqualTo("08L02");
            assertThat(Thread.interrupted()).isTrue();
        }
        tenants.close();
        assertThat(state(other)).isEqualTo("08L03");
        assertThat(state(tenants.get("jdbc:h2:mem:never", "sa", ""))).isEqualTo("08L03");
    }

    @Test
    void aTenantHasOneIdentity() throws Exception {
        try (LeaseholdDataSources tenants = group(2)) {
            DataSource alice = alice(tenants);
            alice.getConnection("ALICE", SECRET).close();
            assertThatThrownBy(() -> alice.getConnection("BOB", SECRET))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28000"));
        }
    }

    @Test
    void suppliedCredentialsAreAskedForAtEveryOpen() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        CredentialsSupplier supplier = () -> {
            asked.incrementAndGet();
            return Credentials.of("sa", "");
        };
        try (LeaseholdDataSources tenants = group(2)) {
            DataSource rotating = tenants.get(orders, "rotating", supplier);
            read(rotating, "SELECT 1");
            tenants.retire(orders, "rotating", supplier);
            read(rotating, "SELECT 1");
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void whatATenantOwnsCannotBeShared() {
        assertThatThrownBy(() -> LeaseholdDataSources.builder()
                        .maximumSize(1)
                        .failFast(Duration.ofNanos(1))
                        .each(each -> each.jdbcUrl(orders).password(SECRET).maximumPoolSize(5))
                        .build())
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("jdbcUrl")
                .hasMessageContaining("password")
                .hasMessageContaining("maximumSize = 1: must be 5 to 100000")
                .hasMessageContaining("failFast")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void anUrlThatIsWrongIsRefusedAtItsFirstUse() {
        try (LeaseholdDataSources tenants = group(1)) {
            DataSource wrong = tenants.get("jdbc:nosuch:db", "sa", SECRET);
            assertThatThrownBy(wrong::getConnection)
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void noSecretIsInAnyTextOrError() throws Exception {
        try (LeaseholdDataSources tenants = group(2)) {
            DataSource alice = alice(tenants);
            read(alice, "SELECT 1");
            DataSource failing =
                    tenants.get("jdbc:h2:tcp://localhost:1/x;PASSWORD=" + SECRET, Credentials.of("ALICE", null));
            Throwable failed = catchThrowableOfType(Exception.class, failing::getConnection);
            assertThat(List.of(
                            alice.toString(),
                            tenants.toString(),
                            failing.toString(),
                            tenants.snapshot().toString(),
                            failed.toString()))
                    .noneMatch(text -> text.contains(SECRET));
        }
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB})
    void aLoginThatIsRefusedFailsThatTenantAloneAndFastFromThenOn(TestDatabase database) throws Exception {
        try (LeaseholdDataSources tenants = group(4)) {
            DataSource right = tenants.get(database.jdbcUrl(), database.user(), database.password());
            DataSource wrong = tenants.get(database.jdbcUrl(), "nobody_like_that", "wrong");
            assertThat(state(wrong)).startsWith("28");
            assertThat(state(wrong)).startsWith("28");
            assertThat(read(right, "SELECT 1")).isEqualTo("1");
            List<EndpointFailure> failures = failures(tenants);
            assertThat(failures).hasSize(1).allMatch(failure -> !failure.wholeAddress() && failure.failures() == 1);
        }
    }

    @OnEveryDatabase(only = POSTGRESQL)
    void aServerThatIsDownFailsFastForAllTenantsOnItAndServesThemAgainWhenItIsBack(TestDatabase database)
            throws Exception {
        try (LeaseholdDataSources tenants = LeaseholdDataSources.builder()
                .name("tenants")
                .failFast(Duration.ofMillis(200))
                .failFastLongest(Duration.ofMillis(400))
                .each(each -> each.maximumPoolSize(2).connectionTimeout(Duration.ofSeconds(20)))
                .build()) {
            DataSource one = tenants.get(database.jdbcUrl(), database.user(), database.password());
            DataSource other = tenants.get(database.jdbcUrl(), database.user(), database.password() + "x");
            read(one, "SELECT 1");
            database.stop();
            try {
                assertThatThrownBy(() -> read(one, "SELECT 1")).isInstanceOf(SQLException.class);
                List<String> told = new ArrayList<>();
                for (DataSource each : List.of(one, other)) {
                    told.add(catchThrowableOfType(SQLException.class, each::getConnection)
                            .getMessage());
                }
                assertThat(told).allMatch(text -> text.contains("fails fast"));
                assertThat(failures(tenants)).isNotEmpty().allMatch(EndpointFailure::wholeAddress);
            } finally {
                database.start();
            }
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(read(one, "SELECT 1")).isEqualTo("1"));
        }
    }

    private static List<EndpointFailure> failures(LeaseholdDataSources tenants) {
        return tenants.snapshot().endpoints().stream()
                .map(EndpointSnapshot::failure)
                .filter(failure -> failure != null)
                .toList();
    }
}
