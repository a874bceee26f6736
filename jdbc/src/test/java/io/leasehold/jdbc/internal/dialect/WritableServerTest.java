package io.leasehold.jdbc.internal.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What servers answer when they are asked whether they take writes. */
class WritableServerTest {

    @ParameterizedTest
    @CsvSource({
        "mariadb, 0, true",
        "mariadb, 1, false",
        "mariadb, OFF, true",
        "mariadb, ON, false",
        "mariadb, NO_LOCK, false",
        "postgresql, f, true",
        "postgresql, t, false"
    })
    void theAnswerIsReadInEveryFormThatAServerGivesIt(String product, String answer, boolean writable)
            throws SQLException {
        assertThat(Dialects.byProduct(product).isWritable(answering(answer))).isEqualTo(writable);
    }

    private static Connection answering(String text) {
        ResultSet row = fake(ResultSet.class, text);
        Statement statement = fake(Statement.class, row);
        return fake(Connection.class, statement);
    }

    /** Says yes to what is asked by a boolean, nothing to a close, and this to all else. */
    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class
                        ? Boolean.TRUE
                        : method.getReturnType() == void.class ? null : answer));
    }
}
