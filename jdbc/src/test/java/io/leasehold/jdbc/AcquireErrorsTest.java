package io.leasehold.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.internal.SQLExceptionTypeDelegate;
import org.hibernate.exception.internal.SQLStateConversionDelegate;
import org.hibernate.exception.internal.StandardSQLExceptionConverter;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.support.SQLErrorCodeSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/** What a failed acquire looks like to JDBC, and what Spring and Hibernate make of it. */
class AcquireErrorsTest {

    private static final Duration SHORT = Duration.ofMillis(50);

    @Test
    void fullIsTransientAnd08L01() throws Exception {
        try (LeaseholdDataSource pool = builder("full").build();
                Connection held = pool.getConnection()) {
            SQLException full = failure(pool);

            assertThat(held.isClosed()).isFalse();
            assertThat((Throwable) full)
                    .isExactlyInstanceOf(SQLTransientConnectionException.class)
                    .hasNoCause();
            assertThat(full.getSQLState()).isEqualTo("08L01");
            assertThat((Throwable) full)
                    .hasMessageContaining("full")
                    .hasMessageContaining(Thread.currentThread().getName());
            assertThat(spring(new SQLExceptionSubclassTranslator(), full))
                    .isInstanceOf(TransientDataAccessResourceException.class);
            assertThat(spring(new SQLStateSQLExceptionTranslator(), full))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            assertReadAsAConnectionError(full);
        }
    }

    @Test
    void interruptedIsTransientAnd08L02AndTheFlagIsSet() throws Exception {
        try (LeaseholdDataSource pool = builder("interrupted").build();
                Connection held = pool.getConnection()) {
            Thread.currentThread().interrupt();
            SQLException interrupted = failure(pool);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(held.isClosed()).isFalse();
            assertThat((Throwable) interrupted).isExactlyInstanceOf(SQLTransientConnectionException.class);
            assertThat(interrupted.getSQLState()).isEqualTo("08L02");
            assertReadAsAConnectionError(interrupted);
        }
    }

    @Test
    void closedIsFinalAnd08L03() {
        LeaseholdDataSource pool = builder("closed").build();
        pool.close();
        SQLException closed = failure(pool);

        assertThat((Throwable) closed).isExactlyInstanceOf(SQLNonTransientConnectionException.class);
        assertThat(closed.getSQLState()).isEqualTo("08L03");
        assertThat(spring(new SQLExceptionSubclassTranslator(), closed))
                .isInstanceOf(DataAccessResourceFailureException.class);
        assertReadAsAConnectionError(closed);
    }

    @Test
    void cannotOpenHasTheClassAndTheStateOfTheDriversError() {
        SQLException driver = new SQLInvalidAuthorizationSpecException("no such user", "28000", 17);
        try (LeaseholdDataSource pool = unopenable(driver)) {
            SQLException cannotOpen = failure(pool);

            assertThat((Throwable) cannotOpen)
                    .isExactlyInstanceOf(SQLInvalidAuthorizationSpecException.class)
                    .hasCause(driver);
            assertThat(cannotOpen.getSQLState()).isEqualTo("28000");
            assertThat(cannotOpen.getErrorCode()).isEqualTo(17);
            assertThat((Throwable) cannotOpen)
                    .hasMessageContaining("no such user")
                    .hasMessageContaining("cannot open");
        }
    }

    @Test
    void cannotOpenIs08001WhereTheDriverSaysNothing() {
        SQLException driver = new SQLException("it broke");
        try (LeaseholdDataSource pool = unopenable(driver)) {
            SQLException cannotOpen = failure(pool);

            assertThat((Throwable) cannotOpen)
                    .isExactlyInstanceOf(SQLNonTransientConnectionException.class)
                    .hasCause(driver);
            assertThat(cannotOpen.getSQLState()).isEqualTo("08001");
            assertThat(spring(new SQLExceptionSubclassTranslator(), cannotOpen))
                    .isInstanceOf(DataAccessResourceFailureException.class);
            assertReadAsAConnectionError(cannotOpen);
        }
    }

    @Test
    void anotherIdentityIs28000() throws Exception {
        try (LeaseholdDataSource pool =
                builder("identity").username("sa").password("canary").build()) {
            pool.getConnection("sa", "canary").close();
            SQLException refused = catchThrowableOfType(
                    SQLException.class,
                    () -> pool.getConnection("other", "canary").close());

            assertThat(refused.getSQLState()).isEqualTo("28000");
            assertThat((Throwable) refused).hasMessageNotContaining("canary");
        }
    }

    private static void assertReadAsAConnectionError(SQLException error) {
        assertThat(error.getClass().getSimpleName()).doesNotContain("Timeout");
        for (SQLExceptionTranslator translator : new SQLExceptionTranslator[] {
            new SQLExceptionSubclassTranslator(),
            new SQLStateSQLExceptionTranslator(),
            new SQLErrorCodeSQLExceptionTranslator("H2"),
            new SQLErrorCodeSQLExceptionTranslator("PostgreSQL"),
            new SQLErrorCodeSQLExceptionTranslator("MySQL"),
            new SQLErrorCodeSQLExceptionTranslator("Oracle")
        }) {
            assertThat(spring(translator, error))
                    .isNotInstanceOf(QueryTimeoutException.class)
                    .isInstanceOfAny(
                            DataAccessResourceFailureException.class, TransientDataAccessResourceException.class);
        }
        StandardSQLExceptionConverter hibernate = new StandardSQLExceptionConverter(
                new SQLExceptionTypeDelegate(() -> e -> null), new SQLStateConversionDelegate(() -> e -> null));
        assertThat(hibernate.convert(error, "acquire", "")).isInstanceOf(JDBCConnectionException.class);
    }

    private static DataAccessException spring(SQLExceptionTranslator translator, SQLException error) {
        return translator.translate("acquire", null, error);
    }

    private static SQLException failure(LeaseholdDataSource pool) {
        return catchThrowableOfType(
                SQLException.class, () -> pool.getConnection().close());
    }

    private static LeaseholdDataSource unopenable(SQLException error) {
        return LeaseholdDataSource.builder()
                .poolName("unopenable")
                .dataSource(new FailingDataSource(error))
                .initializationFailTimeout(Duration.ofMillis(-1))
                .connectionTimeout(SHORT)
                .build();
    }

    private static LeaseholdDataSourceBuilder builder(String name) {
        return LeaseholdDataSource.builder()
                .poolName(name)
                .jdbcUrl("jdbc:h2:mem:" + name)
                .maximumPoolSize(1)
                .connectionTimeout(SHORT);
    }
}
