package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class LeaseholdDataSourceTest {

    @Test
    void aConnectionIsALeaseThatCloseReturns() throws Exception {
        try (LeaseholdDataSource pool =
                LeaseholdDataSource.of(Map.of("jdbcUrl", "jdbc:h2:mem:a", "maximumPoolSize", "1"))) {
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("VALUES 7")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(7);
                    assertThat(pool.snapshot().leased()).isEqualTo(1);
                }
            }
            assertThat(pool.snapshot().leased()).isZero();
        }
    }

    @Test
    void aBeanBuildsItsPoolAtTheFirstUseAndRefusesToBeSetAfterIt() throws Exception {
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setJdbcUrl("jdbc:h2:mem:bean");
            bean.setMaximumPoolSize(2);
            bean.getConnection().close();

            assertThatThrownBy(() -> bean.setMaximumPoolSize(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("maximumPoolSize cannot be set any more");
        }
    }

    @Test
    void aDataSourceOfABuilderRefusesToBeSetAndBlamesNoFirstUseThatNeverWas() {
        try (LeaseholdDataSource pool =
                LeaseholdDataSource.builder().jdbcUrl("jdbc:h2:mem:late-set").build()) {
            assertThatThrownBy(() -> pool.setMaximumPoolSize(3))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            "maximumPoolSize cannot be set any more, since the pool is built, at the first"
                                    + " use or by build(): set it before");
        }
    }

    @Test
    void anotherUserIsRefusedBySqlStateWhateverBecameOfTheBean() throws Exception {
        LeaseholdDataSource bean = new LeaseholdDataSource();
        bean.setJdbcUrl("jdbc:h2:tcp://127.0.0.1:1/nowhere");
        bean.setUsername("sa");
        bean.setPassword("right");
        bean.setPoolName("orders");
        assertThatThrownBy(() -> bean.getConnection("sa", "wrong"))
                .as("nothing is opened to refuse somebody")
                .isInstanceOf(SQLInvalidAuthorizationSpecException.class)
                .hasMessageStartingWith("pool 'orders' connects as the user it was configured with");
        bean.close();
        assertThatThrownBy(() -> bean.getConnection("sa", "wrong"))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasFieldOrPropertyWithValue("SQLState", "08L03");
        assertThatThrownBy(() -> bean.getConnection("sa", "right"))
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasFieldOrPropertyWithValue("SQLState", "08L03");
    }

    @Test
    void p4WhoMeetsABeanThatAnotherThreadIsStartingWaitsNoLongerThanItsDeadline() throws Exception {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:slow-start");
        SlowDataSource slow = new SlowDataSource(h2);
        try (LeaseholdDataSource bean = new LeaseholdDataSource()) {
            bean.setDataSource(slow);
            bean.setPoolName("orders");
            bean.setMaximumPoolSize(1);
            bean.setConnectionTimeout(200);
            FutureTask<Connection> first = new FutureTask<>(bean::getConnection);
            Thread starter = new Thread(first, "starter");
            starter.start();
            assertThat(slow.asked.await(60, TimeUnit.SECONDS)).isTrue();

            long began = System.nanoTime();
            assertThatThrownBy(bean::getConnection)
                    .isInstanceOf(SQLNonTransientConnectionException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "08001")
                    .hasMessage(
                            "pool 'orders': cannot open, no lease within 200 ms; another thread is starting the pool and"
                                    + " waits for its first connection");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));

            Thread.currentThread().interrupt();
            assertThatThrownBy(bean::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "08L02");
            assertThat(Thread.interrupted()).as("the flag is kept").isTrue();

            slow.goOn.countDown();
            first.get(60, TimeUnit.SECONDS).close();
            bean.getConnection().close();
        }
    }

    /** Gives its first connection only once it is let go on. */
    private static final class SlowDataSource extends FailingDataSource {

        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        private final JdbcDataSource behind;

        SlowDataSource(JdbcDataSource behind) {
            super(new SQLException("not reached"));
            this.behind = behind;
        }

        @Override
        public Connection getConnection() throws SQLException {
            asked.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new SQLException("interrupted", e);
            }
            return behind.getConnection();
        }
    }

    @Test
    void aFullPoolIsTransientAndSaysSoByItsState() throws Exception {
        try (LeaseholdDataSource pool = LeaseholdDataSource.builder()
                        .jdbcUrl("jdbc:h2:mem:full")
                        .maximumPoolSize(1)
                        .connectionTimeout(Duration.ofMillis(50))
                        .build();
                Connection held = pool.getConnection()) {
            assertThat(held.isClosed()).isFalse();
            assertThatThrownBy(pool::getConnection)
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "08L01")
                    .hasMessageContaining(Thread.currentThread().getName());
        }
    }
}
