package io.leasehold.gateway.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the user of the sample may do and may not, asked of H2 itself. */
class SampleDatabaseTest {

    private SampleDatabase database;

    @BeforeEach
    void opens() throws SQLException {
        database = SampleDatabase.open();
    }

    @AfterEach
    void closes() throws SQLException {
        database.close();
    }

    @Test
    void thereIsSomethingToLookAt() throws SQLException {
        assertThat(number("SELECT COUNT(*) FROM ships")).isEqualTo(12);
        assertThat(number("SELECT COUNT(*) FROM stays")).isEqualTo(1_000);
        assertThat(number("SELECT COUNT(*) FROM in_harbour")).isEqualTo(6);
        assertThat(number("SELECT COUNT(*) FROM ships WHERE name = 'Dørmålsfjord'"))
                .isOne();
    }

    @Test
    void itsOwnSchemaIsTheUsersToChange() throws SQLException {
        execute("CREATE TABLE cranes (id INTEGER PRIMARY KEY)");
        execute("INSERT INTO cranes VALUES (1), (2)");
        execute("UPDATE ships SET built = 1990 WHERE built IS NULL");
        execute("CREATE LOCAL TEMPORARY TABLE mine (id INTEGER)");
        execute("DELETE FROM stays");
        execute("DROP TABLE cranes");
    }

    /** 90040 and 90096 say that an administrator's or another's rights are wanted, which is the only reason that counts here. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE ALIAS now AS 'long now() { return System.nanoTime(); }'",
                "CREATE ALIAS sets FOR 'java.lang.System.setProperty'",
                "CREATE AGGREGATE most FOR 'java.lang.Object'",
                "CREATE TRIGGER t BEFORE INSERT ON ships AS 'org.h2.api.Trigger t() { return null; }'",
                "CREATE TRIGGER t BEFORE INSERT ON ships CALL 'java.lang.Object'",
                "RUNSCRIPT FROM '{folder}/script.sql'",
                "SCRIPT TO '{folder}/out.sql'",
                "SCRIPT",
                "CALL FILE_READ('{folder}/secret.txt')",
                "CALL FILE_READ('classpath:logback.xml')",
                "CALL FILE_WRITE('x', '{folder}/out.txt')",
                "SELECT * FROM CSVREAD('{folder}/secret.csv')",
                "CALL CSVWRITE('{folder}/out.csv', 'SELECT 1')",
                "CALL LINK_SCHEMA('more', '', 'jdbc:h2:mem:other', 'sa', '', 'PUBLIC')",
                "CREATE LINKED TABLE linked('', 'jdbc:h2:mem:other', 'sa', '', 'T')",
                "CREATE TABLE e (id INTEGER) ENGINE \"java.lang.Object\"",
                "BACKUP TO '{folder}/out.zip'",
                "SHUTDOWN",
                "CREATE USER another PASSWORD ''",
                "ALTER USER guest ADMIN TRUE",
                "GRANT ALTER ANY SCHEMA TO guest",
                "CREATE SCHEMA more",
                "SET DB_CLOSE_DELAY 0",
                "SET MODE MySQL",
                "SET TRACE_LEVEL_FILE 3",
                "SET ALLOW_LITERALS ALL",
                "SET DATABASE_EVENT_LISTENER 'java.lang.Object'",
                "CALL ABORT_SESSION(1)",
            })
    void nothingElseIs(String sql, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("secret.csv"), "a,b\n1,2\n");
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.writeString(folder.resolve("script.sql"), "SELECT 1;");
        assertThatThrownBy(() -> execute(sql.replace("{folder}", folder.toString())))
                .as(sql)
                .asInstanceOf(type(SQLException.class))
                .extracting(SQLException::getErrorCode)
                .isIn(90_040, 90_096);
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void aClosedSampleIsGoneAndNotBegunAnew() throws SQLException {
        SampleDatabase other = SampleDatabase.open();
        other.close();
        assertThatThrownBy(() -> DriverManager.getConnection(other.url(), other.user(), other.password()))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void nothingShowsThePassword() {
        assertThat(database.toString() + database.url()).doesNotContain(database.password());
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
