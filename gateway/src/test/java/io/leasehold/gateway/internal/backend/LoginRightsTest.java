package io.leasehold.gateway.internal.backend;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.internal.result.FetchLimits;
import io.leasehold.jdbc.Credentials;
import io.leasehold.spi.Ticker;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Logins that may do more at their database than strangers should. */
class LoginRightsTest {

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private void open(TestDatabase database, String user, String password) throws SQLException {
        BackendSettings settings = BackendSettings.of("db", database.jdbcUrl(), Credentials.of(user, password))
                .maximumPoolSize(2);
        Backend.open(
                        settings,
                        GateLimits.DEFAULT,
                        new Backend.Around(threads, Ticker.system(), FetchLimits.ofHeap(2), null))
                .close();
    }

    private static void as(String user, String password, TestDatabase database, String... statements)
            throws SQLException {
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), user, password);
                Statement statement = connection.createStatement()) {
            for (String one : statements) {
                statement.execute(one);
            }
        }
    }

    @Test
    void anAdministratorOfH2IsRefused() {
        TestDatabase h2 = Databases.h2();
        assertThatThrownBy(() -> open(h2, h2.user(), h2.password()))
                .hasMessageContaining("ADMIN")
                .hasMessageContaining("allowSuperuser");
    }

    @Test
    void onPostgresASuperuserIsRefusedAndWhoMayBecomeOneByARole() throws SQLException {
        TestDatabase postgres = Databases.postgres();
        open(postgres, postgres.user(), postgres.password());
        assertThatThrownBy(() -> open(postgres, "postgres", "")).hasMessageContaining("superuser");
        as(
                "postgres",
                "",
                postgres,
                "CREATE ROLE rights_boss SUPERUSER",
                "CREATE USER rights_member PASSWORD 'secret' IN ROLE rights_boss",
                "CREATE USER rights_runner PASSWORD 'secret'",
                "GRANT pg_execute_server_program TO rights_runner");
        try {
            assertThatThrownBy(() -> open(postgres, "rights_member", "secret"))
                    .hasMessageContaining("superuser by the role rights_boss");
            assertThatThrownBy(() -> open(postgres, "rights_runner", "secret"))
                    .hasMessageContaining("pg_execute_server_program");
        } finally {
            as("postgres", "", postgres, "DROP ROLE rights_member, rights_runner, rights_boss");
        }
    }

    @Test
    void onMariaDbFileAndSuperAreRefusedThoughARoleHasThem() throws SQLException {
        TestDatabase mariadb = Databases.mariadb();
        open(mariadb, mariadb.user(), mariadb.password());
        String admin = "testbed";
        assertThatThrownBy(() -> open(mariadb, admin, mariadb.password())).hasMessageContaining("allowSuperuser");
        // Its own rights are without the one to grant them: bit 10.
        as(
                admin,
                mariadb.password(),
                mariadb,
                "UPDATE mysql.global_priv SET priv = JSON_SET(priv, '$.access',"
                        + " CAST(JSON_VALUE(priv, '$.access') AS UNSIGNED) | 1024) WHERE user = 'testbed'",
                "FLUSH PRIVILEGES");
        as(
                admin,
                mariadb.password(),
                mariadb,
                "CREATE ROLE rights_filer",
                "GRANT FILE ON *.* TO rights_filer",
                "CREATE USER rights_member IDENTIFIED BY 'secret'",
                "GRANT SELECT ON *.* TO rights_member",
                "GRANT rights_filer TO rights_member",
                "CREATE USER 'rights@odd' IDENTIFIED BY 'secret'",
                "GRANT SELECT, SUPER ON *.* TO 'rights@odd'");
        try {
            assertThatThrownBy(() -> open(mariadb, "rights_member", "secret")).hasMessageContaining("FILE");
            assertThatThrownBy(() -> open(mariadb, "rights@odd", "secret")).hasMessageContaining("SUPER");
        } finally {
            as(admin, mariadb.password(), mariadb, "DROP USER rights_member, 'rights@odd'", "DROP ROLE rights_filer");
        }
    }
}
