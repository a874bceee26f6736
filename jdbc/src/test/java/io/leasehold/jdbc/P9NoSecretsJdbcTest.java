package io.leasehold.jdbc;

import static io.leasehold.testbed.DatabaseKind.CONNECTORJ;
import static io.leasehold.testbed.DatabaseKind.H2;
import static io.leasehold.testbed.DatabaseKind.HSQLDB;
import static io.leasehold.testbed.DatabaseKind.MARIADB;
import static io.leasehold.testbed.DatabaseKind.POSTGRESQL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.leasehold.CannotOpenException;
import io.leasehold.spi.Verdict;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * P9.2 on real drivers: whatever fails, no text of ours has a statement's text or a bound value, although the driver's own error
 * has; that error reaches whoever asks for it as it is. Everything that must not be seen has {@link #CANARY} in it.
 */
class P9NoSecretsJdbcTest {

    private static final String CANARY = "canary";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String name = Pools.unique("texts-");
    private final Texts texts = new Texts();

    @AfterEach
    void close() {
        texts.close();
    }

    @OnEveryDatabase
    void aStatementThatFailsIsInNoText(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool =
                pool(database).exceptionOverride(error -> Verdict.RETIRE).build()) {
            String sql = "SELECT canary_column FROM canary_table";
            SQLException failure;
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                failure = catchThrowableOfType(SQLException.class, () -> statement.execute(sql));
                addTextsOfHandles(connection, statement);
            }
            assertThat(said(failure)).contains(CANARY);
            texts.add(catchThrowableOfType(UncheckedSqlException.class, () -> {
                try (Stream<String> rows = pool.stream("VALUES (1)", s -> {}, row -> {
                    throw failure;
                })) {
                    rows.toList();
                }
            }));
        }
        assertNothingOfItIsTold("is destroyed: ");
    }

    @OnEveryDatabase
    void aValueThatIsRefusedIsInNoText(TestDatabase database) throws Exception {
        execute(database, "DROP TABLE IF EXISTS taken", "CREATE TABLE taken (v VARCHAR(40) PRIMARY KEY)");
        try (LeaseholdDataSource pool =
                pool(database).exceptionOverride(error -> Verdict.RETIRE).build()) {
            SQLException failure = null;
            for (int i = 0; i < 2; i++) {
                try (Connection connection = pool.getConnection();
                        PreparedStatement insert = connection.prepareStatement("INSERT INTO taken VALUES (?)")) {
                    insert.setString(1, "canary_value");
                    failure = catchThrowableOfType(SQLException.class, insert::executeUpdate);
                    addTextsOfHandles(connection, insert);
                }
            }
            assertThat((Throwable) failure).isNotNull();
            if (database.kind() != HSQLDB) {
                assertThat(said(failure)).contains(CANARY);
            }
        }
        assertNothingOfItIsTold("is destroyed: ");
    }

    @OnEveryDatabase
    void initSqlThatFailsIsInNoText(TestDatabase database) throws Exception {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> pool(database)
                        .connectionInitSql("SELECT 1 FROM canary_table")
                        .initializationFailTimeout(Duration.ZERO)
                        .build());

        texts.add(refused);
        assertThat(said(refused.getCause())).contains(CANARY);
        assertNothingOfItIsTold("cannot open");
    }

    @OnEveryDatabase
    void whatRefusalsAndReadingsSayOfTheLastFailureHasNoStatement(TestDatabase database) throws Exception {
        try (LeaseholdDataSource pool = pool(database)
                .connectionCustomizer(connection -> connection.createStatement().execute("SELECT 1 FROM canary_table"))
                .initializationFailTimeout(Duration.ofMillis(-1))
                .connectionTimeout(Duration.ofMillis(300))
                .build()) {
            SQLException refused = catchThrowableOfType(SQLException.class, pool::getConnection);
            texts.add(refused);
            await().atMost(PATIENCE).until(() -> pool.snapshot().lastOpenFailure() != null);
            texts.addReadings(pool, name);
            assertThat(said(pool.snapshot().lastOpenFailure().cause())).contains(CANARY);
        }
        assertNothingOfItIsTold("lastOpenFailure=OpenFailure");
    }

    @OnEveryDatabase
    void aTestQueryThatFailsIsInNoText(TestDatabase database) throws Exception {
        execute(database, "DROP TABLE IF EXISTS canary_probe", "CREATE TABLE canary_probe (v INTEGER)");
        try (LeaseholdDataSource pool = pool(database)
                .connectionTestQuery("SELECT v FROM canary_probe")
                .aliveBypass(Duration.ZERO)
                .connectionTimeout(Duration.ofMillis(300))
                .build()) {
            pool.getConnection().close();
            execute(database, "DROP TABLE canary_probe");
            texts.add(catchThrowableOfType(SQLException.class, pool::getConnection));
        }
        assertNothingOfItIsTold("was found dead");
    }

    @OnEveryDatabase(only = {POSTGRESQL, MARIADB, CONNECTORJ})
    void aResetThatFailsIsToldWithoutItsStatement(TestDatabase database) throws Exception {
        execute(database, "DROP TABLE IF EXISTS canary_init", "CREATE TABLE canary_init (v INTEGER)");
        try (LeaseholdDataSource pool = pool(database)
                .sessionReset(SessionReset.FULL)
                .connectionInitSql("SELECT v FROM canary_init")
                .build()) {
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("VALUES (1)");
                execute(database, "DROP TABLE canary_init");
            }
        }
        assertNothingOfItIsTold("is destroyed: reset failed");
    }

    @OnEveryDatabase
    void aRefusedLoginTellsWhyButNotThePassword(TestDatabase database) throws Exception {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> pool(database)
                        .password("canary-canary")
                        .initializationFailTimeout(Duration.ZERO)
                        .build());

        texts.add(refused);
        assertThat(refused.getMessage())
                .contains(String.valueOf(
                        refused.getCause().getMessage().lines().findFirst().orElseThrow()));
        assertNothingOfItIsTold("cannot open");
    }

    @OnEveryDatabase(except = HSQLDB)
    void aParameterThatTheDriverRefusesIsInNoText(TestDatabase database) throws Exception {
        String parameter = switch (database.kind()) {
            case POSTGRESQL -> "prepareThreshold";
            case MARIADB -> "defaultFetchSize";
            case CONNECTORJ -> "maxRows";
            default -> "LOCK_MODE";
        };
        CannotOpenException refused =
                catchThrowableOfType(CannotOpenException.class, () -> opening(database, parameter, "canary_parameter"));

        texts.add(refused);
        assertThat(said(refused.getCause())).contains(CANARY);
        assertNothingOfItIsTold("cannot open");
    }

    @OnEveryDatabase(except = HSQLDB)
    void sqlInTheUrlIsInNoText(TestDatabase database) throws Exception {
        CannotOpenException refused = catchThrowableOfType(
                CannotOpenException.class,
                () -> opening(
                        database,
                        switch (database.kind()) {
                            case POSTGRESQL -> "options";
                            case MARIADB -> "initSql";
                            case CONNECTORJ -> "sessionVariables";
                            default -> "INIT";
                        },
                        switch (database.kind()) {
                            case POSTGRESQL -> "-c%20canary_setting=1";
                            case CONNECTORJ -> "canary_setting=1";
                            default -> "SELECT 1 FROM canary_table";
                        }));

        texts.add(refused);
        assertThat(said(refused.getCause())).contains(CANARY);
        assertNothingOfItIsTold("cannot open");
    }

    private void opening(TestDatabase database, String parameter, String value) {
        String url = database.jdbcUrl();
        String separator = database.kind() == H2 ? ";" : url.contains("?") ? "&" : "?";
        pool(database)
                .jdbcUrl(url + separator + parameter + "=" + value)
                .initializationFailTimeout(Duration.ZERO)
                .build()
                .close();
    }

    private LeaseholdDataSourceBuilder pool(TestDatabase database) {
        return Pools.of(database)
                .poolName(name)
                .registerMbeans(true)
                .maximumPoolSize(1)
                .siteSampling(1)
                .listener(texts);
    }

    private void addTextsOfHandles(Connection connection, Statement statement) throws SQLException {
        texts.add(connection);
        texts.add(statement);
        texts.add(catchThrowableOfType(SQLException.class, connection::getMetaData));
        texts.add(catchThrowableOfType(SQLException.class, statement::getMaxRows));
    }

    /** Ends by looking at all that was said, which must have this in it. */
    private void assertNothingOfItIsTold(String told) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts.all()).anyMatch(text -> text.contains(told)));
        List<String> all = texts.all();
        assertThat(all).anyMatch(text -> text.contains("a listener failed"));
        assertThat(all)
                .allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT)).doesNotContain(CANARY));
    }

    /** The whole of what an error says, lower case. */
    private static String said(Throwable error) {
        StringBuilder said = new StringBuilder();
        for (Throwable at = error; at != null; at = at.getCause()) {
            said.append(at).append('\n');
        }
        return said.toString().toLowerCase(Locale.ROOT);
    }

    private static void execute(TestDatabase database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
