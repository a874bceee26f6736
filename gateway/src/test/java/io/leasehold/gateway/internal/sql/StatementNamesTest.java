package io.leasehold.gateway.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.OnEveryDatabase;
import io.leasehold.testbed.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whatever spelling a database takes for a function that asks for state, the reader takes for it as well. */
class StatementNamesTest {

    private static final List<String> SPELLINGS = List.of(
            "last_insert_id",
            "LAST_Insert_ID",
            "`last_insert_id`",
            "lást_insert_id",
            "last_ínsert_id",
            "laſt_insert_id",
            "laßt_insert_id",
            "`láſt_insert_id`",
            "last_ınsert_id",
            "ｌast_insert_id",
            "last_inser\u0163_id",
            "last_insert_\u0130d");

    @OnEveryDatabase(only = DatabaseKind.MARIADB)
    void whatMariaDbTakesForTheFunctionIsTakenForItHere(TestDatabase database) throws SQLException {
        try (Connection connection = database.connect()) {
            assertTakenHereWhereTakenThere(connection, BackendKind.MARIADB, SPELLINGS);
        }
    }

    @Test
    void whatH2TakesForTheFunctionIsTakenForItHere() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:;MODE=MySQL")) {
            assertTakenHereWhereTakenThere(connection, BackendKind.H2, SPELLINGS);
        }
    }

    private static void assertTakenHereWhereTakenThere(
            Connection connection, BackendKind backend, List<String> spellings) throws SQLException {
        int taken = 0;
        for (String spelling : spellings) {
            String text = "select " + spelling + "()";
            if (isTaken(connection, text)) {
                taken++;
                assertThat(Reading.ofNative(backend, text).readsState())
                        .as(spelling)
                        .isTrue();
            }
        }
        assertThat(taken).isGreaterThan(1);
    }

    private static boolean isTaken(Connection connection, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(text);
        } catch (SQLException notAFunction) {
            return false;
        }
    }
}
