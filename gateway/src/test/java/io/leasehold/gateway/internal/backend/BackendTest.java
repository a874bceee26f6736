package io.leasehold.gateway.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.jdbc.Credentials;
import io.leasehold.spi.Ticker;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backend's connections on real databases. */
class BackendTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private Backend open(TestDatabase database, UnaryOperator<BackendSettings> change) throws SQLException {
        return open(database, change, threads);
    }

    private static Backend open(TestDatabase database, UnaryOperator<BackendSettings> change, Executor threads)
            throws SQLException {
        BackendSettings settings = BackendSettings.of(
                        "db", database.jdbcUrl(), Credentials.of(database.user(), database.password()))
                .allowSuperuser(true)
                .maximumPoolSize(2);
        return Backend.open(
                change.apply(settings),
                GateLimits.DEFAULT,
                new Backend.Around(threads, Ticker.system(), FetchLimits.ofHeap(2), null));
    }

    private static void run(BackendLease lease, String sql) throws SQLException {
        try (Statement statement = lease.connection().createStatement()) {
            statement.execute(sql);
        }
    }

    private static Identity user(String name) {
        return new Identity(name, name);
    }

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void aConnectionThatReadsTextOtherwiseRunsNothing(TestDatabase database) throws SQLException {
        Product product = Products.of(database.jdbcUrl());
        try (Connection connection = database.connect()) {
            if (product.initSql().isPresent()) {
                Product.run(connection, product.initSql().get());
            }
            assertThat(product.verify(connection)).isEqualTo(database.sessionId(connection));
            String[] otherwise = switch (product.kind()) {
                case POSTGRESQL -> new String[] {"SET standard_conforming_strings = off", "SET backslash_quote = on"};
                case MARIADB ->
                    new String[] {
                        "SET sql_mode = 'ANSI_QUOTES'",
                        "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                        "SET sql_mode = 'PIPES_AS_CONCAT'",
                        "SET sql_mode = 'IGNORE_SPACE'",
                        "SET character_set_connection = latin1"
                    };
                default -> new String[] {"SET MODE MySQL"};
            };
            for (String one : otherwise) {
                try (Connection changed = database.connect()) {
                    product.initSql().ifPresent(sql -> runUnchecked(changed, sql));
                    runUnchecked(changed, one);
                    assertThatThrownBy(() -> product.verify(changed))
                            .as(one)
                            .hasMessageContaining("would read text otherwise");
                    if (product.kind() == BackendKind.H2) {
                        runUnchecked(changed, "SET MODE REGULAR");
                    }
                }
            }
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void everyLeaseBeginsWithTheSettingsOfTheBackend(TestDatabase database) throws SQLException {
        boolean isMariaDb = database.kind() == DatabaseKind.MARIADB;
        String name = isMariaDb ? "max_sort_length" : "application_name";
        String value = isMariaDb ? "77" : "the gateway's";
        try (Backend backend = open(database, one -> one.initSettings(Map.of(name, value)))) {
            for (String user : new String[] {"ann", "bob"}) {
                try (BackendLease lease = backend.acquire(user(user))) {
                    lease.prepare(Optional.empty(), Map.of());
                    String now = isMariaDb ? "SELECT @@max_sort_length" : "SELECT current_setting('application_name')";
                    assertThat(Product.ask(lease.connection(), now)).isEqualTo(value);
                    run(lease, isMariaDb ? "SET max_sort_length = 8" : "SET application_name = 'another'");
                }
            }
        }
    }

    private static void runUnchecked(Connection connection, String sql) {
        try {
            Product.run(connection, sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void twoUsersShareAConnectionThatWasResetInFull(TestDatabase database) throws SQLException {
        String set = database.kind() == DatabaseKind.MARIADB ? "SET @leftover = 5" : "SET application_name = 'left'";
        String ask = database.kind() == DatabaseKind.MARIADB
                ? "SELECT @leftover"
                : "SELECT current_setting('application_name')";
        try (Backend backend = open(database, one -> one.maximumPoolSize(2))) {
            String id;
            try (BackendLease ann = backend.acquire(user("ann"))) {
                id = ann.id();
                run(ann, set);
                run(ann, "CREATE TEMPORARY TABLE left_over (x INT)");
            }
            try (BackendLease bob = backend.acquire(user("bob"))) {
                assertThat(bob.id()).isEqualTo(id);
                assertThat(Product.ask(bob.connection(), ask)).isNotEqualTo("5").isNotEqualTo("left");
                assertThatThrownBy(() -> run(bob, "SELECT * FROM left_over")).isInstanceOf(SQLException.class);
            }
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void usersThatAreKeptApartNeverShareAConnection(TestDatabase database) throws SQLException {
        try (Backend backend = open(database, one -> one.shareAcrossUsers(false).maximumPoolSize(3))) {
            String id;
            try (BackendLease ann = backend.acquire(user("ann"))) {
                id = ann.id();
            }
            try (BackendLease bob = backend.acquire(user("bob"))) {
                assertThat(bob.id()).isNotEqualTo(id);
            }
            try (BackendLease ann = backend.acquire(user("ann"))) {
                assertThat(ann.id()).isEqualTo(id);
            }
        }
    }

    @Test
    void whereASessionCannotBeResetAConnectionStaysWithItsUser() throws SQLException {
        try (Backend backend = open(Databases.h2(), one -> one.maximumPoolSize(1))) {
            try (BackendLease ann = backend.acquire(user("ann"))) {
                run(ann, "SET @leftover = 5");
            }
            try (BackendLease ann = backend.acquire(user("ann"))) {
                assertThat(Product.ask(ann.connection(), "SELECT @leftover"))
                        .as("the same one, which is hers")
                        .isEqualTo("5");
            }
            try (BackendLease bob = backend.acquire(user("bob"))) {
                assertThat(Product.ask(bob.connection(), "SELECT @leftover")).isEmpty();
            }
        }
    }

    @Test
    void whereASessionCannotBeResetWhatLeavesStateDestroysTheConnection() throws SQLException {
        try (Backend backend = open(Databases.h2(), one -> one.maximumPoolSize(1))) {
            try (BackendLease ann = backend.acquire(user("ann"))) {
                ann.leavesState("a variable");
                run(ann, "SET @leftover = 5");
            }
            try (BackendLease ann = backend.acquire(user("ann"))) {
                assertThat(Product.ask(ann.connection(), "SELECT @leftover")).isEmpty();
            }
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whetherATransactionIsOpenIsTheServersWord(TestDatabase database) throws SQLException {
        try (Backend backend = open(database, one -> one)) {
            run(backend, "DROP TABLE IF EXISTS word");
            run(backend, "CREATE TABLE word (id INT)");
            try (BackendLease lease = backend.acquire(user("ann"))) {
                assertThat(lease.isInTransaction()).isFalse();
                lease.begin("START TRANSACTION");
                assertThat(lease.isInTransaction()).isTrue();
                run(lease, "INSERT INTO word VALUES (1)");
                assertThat(lease.isInTransaction()).isTrue();
                lease.commit("COMMIT");
                assertThat(lease.isInTransaction()).isFalse();
                lease.begin("START TRANSACTION");
                run(lease, "INSERT INTO word VALUES (2)");
                lease.rollback("ROLLBACK");
                assertThat(lease.isInTransaction()).isFalse();
                assertThat(Product.ask(lease.connection(), "SELECT COUNT(*) FROM word"))
                        .isEqualTo("1");
            }
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.MARIADB, DatabaseKind.CONNECTORJ})
    void behindAnErrorAndOnlyThereTheServerIsAskedWhetherATransactionIsOpen(TestDatabase database) throws SQLException {
        try (Backend backend = open(database, one -> one);
                BackendLease lease = backend.acquire(user("ann"))) {
            fail(lease);
            assertThat(lease.isInTransaction()).isFalse();
            assertThat(asked(lease)).isEqualTo("1");
            lease.begin("START TRANSACTION");
            fail(lease);
            assertThat(lease.isInTransaction()).isTrue();
            assertThat(lease.isInTransaction()).isTrue();
            assertThat(asked(lease)).isEqualTo("2");
            lease.rollback("ROLLBACK");
            assertThat(lease.isInTransaction()).isFalse();
            assertThat(asked(lease)).isEqualTo("2");
        }
    }

    private static String asked(BackendLease lease) throws SQLException {
        return Product.ask(
                lease.connection(),
                "SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS"
                        + " WHERE VARIABLE_NAME = 'COM_SHOW_WARNINGS'");
    }

    private static void fail(BackendLease lease) {
        assertThatThrownBy(() -> run(lease, "SELECT * FROM no_such_table_here")).isInstanceOf(SQLException.class);
        lease.failed();
    }

    @OnEveryDatabase(only = {DatabaseKind.MARIADB, DatabaseKind.CONNECTORJ})
    void aServerThatCannotBeAskedBehindAnErrorSaysNothing(TestDatabase database) throws SQLException {
        try (Backend backend = open(database, one -> one);
                BackendLease lease = backend.acquire(user("ann"))) {
            lease.begin("START TRANSACTION");
            fail(lease);
            database.killSession(lease.id());
            assertThatThrownBy(lease::isInTransaction).isInstanceOf(SQLException.class);
            assertThat(lease.isLost()).isTrue();
        }
    }

    private static void run(Backend backend, String sql) throws SQLException {
        try (BackendLease lease = backend.acquire(user("ann"))) {
            run(lease, sql);
        }
    }

    @OnEveryDatabase(only = {DatabaseKind.H2, DatabaseKind.POSTGRESQL, DatabaseKind.MARIADB})
    void whatASessionHasSetIsThereInEachLeaseAndGoneInOthers(TestDatabase database) throws SQLException {
        String name = switch (database.kind()) {
            case POSTGRESQL -> "statement_timeout";
            case MARIADB -> "sort_buffer_size";
            default -> "LOCK_TIMEOUT";
        };
        String ask = switch (database.kind()) {
            case POSTGRESQL -> "SELECT setting FROM pg_settings WHERE name = 'statement_timeout'";
            case MARIADB -> "SELECT @@sort_buffer_size";
            default -> "CALL LOCK_TIMEOUT()";
        };
        Map<String, String> set = new LinkedHashMap<>(Map.of(name, "123904"));
        try (Backend backend = open(database, one -> one)) {
            try (BackendLease ann = backend.acquire(user("ann"))) {
                ann.prepare(Optional.empty(), set);
                assertThat(Product.ask(ann.connection(), ask)).isEqualTo("123904");
            }
            try (BackendLease ann = backend.acquire(user("ann"))) {
                ann.prepare(Optional.empty(), Map.of());
                assertThat(Product.ask(ann.connection(), ask)).isNotEqualTo("123904");
            }
        }
    }

    /** What its connection runs by then is another's. */
    @Test
    void ofALeaseThatHasGoneBackNothingIsEndedAtTheServer() throws SQLException {
        List<Runnable> sent = new ArrayList<>();
        try (Backend backend = open(Databases.h2(), one -> one.maximumPoolSize(1), sent::add)) {
            BackendLease gone = backend.acquire(user("ann"));
            gone.close();
            try (BackendLease next = backend.acquire(user("ann"))) {
                assertThat(gone.revoke()).isFalse();
                assertThat(sent).isEmpty();
                assertThat(gone.doom()).isEmpty();
                run(next, "SELECT 1");
                assertThat(next.revoke()).isTrue();
                assertThat(sent).hasSize(1);
            }
        }
    }

    @Test
    void aFileThatIsNotThereIsNotMade(@TempDir Path folder) {
        BackendSettings settings =
                BackendSettings.of("files", "jdbc:h2:file:" + folder.resolve("data"), Credentials.of("sa", "x"));
        assertThatThrownBy(() -> Backend.open(
                        settings,
                        GateLimits.DEFAULT,
                        new Backend.Around(threads, Ticker.system(), FetchLimits.ofHeap(2), null)))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("backend files: ")
                .hasMessageContaining("not found");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPasswordIsNowhereInWhatABackendSays() throws SQLException {
        TestDatabase database = Databases.postgres();
        try (Backend backend = open(database, one -> one)) {
            assertThat(backend + " " + backend.settings() + " " + backend.snapshot() + " " + backend.facts())
                    .doesNotContain(database.password());
        }
    }
}
