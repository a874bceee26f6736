package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Which calls a return, a check and an abort make on the driver, and in which order. */
class ResetOrderTest {

    private final RecordingDriver driver = new RecordingDriver();

    @Test
    void childrenThenRollbackThenAutoCommitThenTheRest() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            Connection connection = pool.getConnection();
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.createStatement().execute("UPDATE x");

            assertThat(callsOf(connection::close))
                    .containsExactly(
                            "statement.close()",
                            "rollback()",
                            "setAutoCommit(true)",
                            "setTransactionIsolation(2)",
                            "clearWarnings()");
        }
    }

    @Test
    void aLeaseThatDidNothingCostsNoCall() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            assertThat(callsOf(() -> pool.getConnection().close())).isEmpty();
        }
    }

    @Test
    void warningsAreClearedOnlyIfACallCouldHaveRaisedSome() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            assertThat(callsOf(() -> pool.getConnection().close())).doesNotContain("clearWarnings()");
            assertThat(callsOf(() -> {
                        try (Connection connection = pool.getConnection();
                                Statement statement = connection.createStatement()) {
                            statement.execute("SELECT 1");
                        }
                    }))
                    .contains("clearWarnings()")
                    .doesNotContain("rollback()");
        }
    }

    @Test
    void inManualModeThePropertiesArePutBackOutsideAnyTransaction() throws Exception {
        try (LeaseholdDataSource pool = one().autoCommit(false).build()) {
            Connection connection = pool.getConnection();
            connection.setSchema("other");

            assertThat(callsOf(connection::close))
                    .containsExactly(
                            "rollback()",
                            "setAutoCommit(true)",
                            "setSchema(schema)",
                            "setAutoCommit(false)",
                            "clearWarnings()");
        }
    }

    @Test
    void noneResetsTheTransactionAlone() throws Exception {
        try (LeaseholdDataSource pool = one().sessionReset(SessionReset.NONE).build()) {
            Connection connection = pool.getConnection();
            connection.setAutoCommit(false);
            connection.setSchema("other");
            connection.createStatement().execute("UPDATE x");

            assertThat(callsOf(connection::close))
                    .containsExactly("statement.close()", "rollback()", "setAutoCommit(true)", "clearWarnings()");
            try (Connection next = pool.getConnection()) {
                assertThat(next.getSchema()).isEqualTo("other");
            }
        }
    }

    @Test
    void whatCannotBeReadBeforeItIsChangedDestroysOnReturn() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            driver.broken.add("getSchema");
            Connection connection = pool.getConnection();
            connection.setSchema("other");
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void whatAnotherThreadChangedUnreadDestroysOnReturn() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            driver.broken.add("getSchema");
            Connection connection = pool.getConnection();
            Thread other = new Thread(() -> {
                try {
                    connection.setSchema("other");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            other.start();
            other.join();
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void whatCannotBeReadBeforeTheDriversOwnObjectIsGivenOutDestroysOnReturn() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            driver.broken.add("getSchema");
            Connection connection = pool.getConnection();
            connection.unwrap(Runnable.class);
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void aShardingKeyWhichNobodyCanReadDestroysOnReturn() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            Connection connection = pool.getConnection();
            connection.setShardingKey(null);
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void noneLeavesAShardingKeyAsItIs() throws Exception {
        try (LeaseholdDataSource pool = one().sessionReset(SessionReset.NONE).build()) {
            Connection connection = pool.getConnection();
            connection.setShardingKey(null);

            assertThat(callsOf(connection::close)).doesNotContain("close()");
        }
    }

    @Test
    void aPropertyThatCannotBePutBackDestroysOnReturnAndCloseSaysNothing() throws Exception {
        try (LeaseholdDataSource pool = one().build()) {
            Connection connection = pool.getConnection();
            connection.setSchema("other");
            driver.broken.add("setSchema");
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void aLeaseThatTwoThreadsUsedIsResetAsIfAllHadChanged() throws Exception {
        try (LeaseholdDataSource pool = one().autoCommit(false).build()) {
            Connection connection = pool.getConnection();
            Thread other = new Thread(() -> {
                try {
                    connection.setSchema("other");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            other.start();
            other.join();

            assertThat(callsOf(connection::close)).contains("rollback()", "setSchema(schema)");
        }
    }

    @Test
    void whereARollbackWithoutATransactionIsAnErrorTheConnectionIsLentOn() throws Exception {
        driver.refused.put("ROLLBACK", new SQLException("cannot rollback - no transaction is active"));
        try (LeaseholdDataSource pool = one().build()) {
            Connection connection = pool.getConnection();
            connection.createStatement().execute("SHOW TABLES");

            assertThat(callsOf(connection::close)).contains("statement.execute(ROLLBACK)", "clearWarnings()");
            assertThat(callsOf(() -> pool.getConnection().close())).isEmpty();
        }
    }

    @Test
    void aRollbackBySqlThatFailsOtherwiseDestroysOnReturn() throws Exception {
        driver.refused.put("ROLLBACK", new SQLException("disk full", "53100"));
        try (LeaseholdDataSource pool = one().build()) {
            Connection connection = pool.getConnection();
            connection.createStatement().execute("SHOW TABLES");
            connection.close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    @Test
    void theNetworkTimeoutOfACheckIsTakenBack() throws Exception {
        try (LeaseholdDataSource pool = one().aliveBypass(Duration.ZERO)
                .validationTimeout(Duration.ofMillis(2500))
                .build()) {
            assertThat(callsOf(() -> pool.getConnection().close()))
                    .containsExactly("setNetworkTimeout(2500)", "isValid(3)", "setNetworkTimeout(77)");
        }
    }

    @Test
    void aTestQueryTakesThePlaceOfIsValidAndLeavesNoTransaction() throws Exception {
        try (LeaseholdDataSource pool = one().autoCommit(false)
                .aliveBypass(Duration.ZERO)
                .connectionTestQuery("SELECT 42")
                .build()) {
            assertThat(callsOf(() -> pool.getConnection().close()))
                    .containsSubsequence(
                            "statement.setQueryTimeout(5)",
                            "statement.execute(SELECT 42)",
                            "statement.close()",
                            "rollback()")
                    .noneMatch(call -> call.startsWith("isValid"));
        }
    }

    @Test
    void aDriverWithoutQueryTimeoutsIsAskedAllTheSame() throws Exception {
        driver.unsupported.add("setQueryTimeout");
        try (LeaseholdDataSource pool = one().aliveBypass(Duration.ZERO)
                .connectionTestQuery("SELECT 42")
                .connectionTimeout(Duration.ofSeconds(2))
                .build()) {
            assertThat(callsOf(() -> pool.getConnection().close())).contains("statement.execute(SELECT 42)");
        }
    }

    @Test
    void anAbortThatDoesNothingIsFollowedByACancelAndAClose() throws Exception {
        driver.abortWorks = false;
        CountDownLatch executing = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        driver.onExecute = () -> {
            executing.countDown();
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        ExecutorService holder = Executors.newSingleThreadExecutor();
        try (LeaseholdDataSource pool = one().build()) {
            holder.submit(() -> {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.execute("SELECT SLEEP");
                }
                return null;
            });
            executing.await();
            pool.close();

            await().untilAsserted(() ->
                    assertThat(driver.calls).containsSubsequence("abort()", "statement.cancel()", "close()"));
        } finally {
            cancelled.countDown();
            holder.shutdown();
        }
    }

    @Test
    void aCustomizerRunsAtOpenAndItsErrorFailsTheOpen() throws Exception {
        try (LeaseholdDataSource pool = one().connectionCustomizer(connection -> connection.setSchema("custom"))
                .build()) {
            assertThat(pool.getConnection().getSchema()).isEqualTo("custom");
        }
        assertThatThrownBy(() -> one().connectionCustomizer(connection -> {
                            throw new SQLException("no");
                        })
                        .build())
                .hasMessageContaining("no");
        assertThat(driver.calls).endsWith("open()", "close()");
    }

    @Test
    void aCustomizerRunsAtEachAcquireIfItAsksForItAndItsErrorRetires() throws Exception {
        EachAcquire customizer = new EachAcquire();
        try (LeaseholdDataSource pool = one().connectionCustomizer(customizer).build()) {
            for (int i = 1; i <= 3; i++) {
                pool.getConnection().close();
                assertThat(customizer.acquired).isGreaterThanOrEqualTo(i);
            }
            assertThat(customizer.thread).isNotSameAs(Thread.currentThread());
            customizer.fails = true;
            pool.getConnection().close();

            await().until(() -> driver.calls.contains("close()"));
        }
    }

    private static final class EachAcquire implements ConnectionCustomizer {

        volatile int acquired;
        volatile boolean fails;
        volatile Thread thread;

        @Override
        public void opened(Connection connection) {}

        @Override
        public boolean atEachAcquire() {
            return true;
        }

        @Override
        public void acquiring(Connection connection) throws SQLException {
            thread = Thread.currentThread();
            acquired++;
            if (fails) {
                fails = false;
                throw new SQLException("no");
            }
        }
    }

    private interface Action {

        void run() throws Exception;
    }

    private List<String> callsOf(Action action) throws Exception {
        int before = driver.calls.size();
        action.run();
        return List.copyOf(driver.calls.subList(before, driver.calls.size()));
    }

    private LeaseholdDataSourceBuilder one() {
        return LeaseholdDataSource.builder()
                .dataSource(driver.dataSource())
                .maximumPoolSize(1)
                .connectionTimeout(Duration.ofSeconds(5));
    }
}
