package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a batch ends, and what comes at the end. */
class ResultSetReaderTest {

    private Connection connection;
    private Statement statement;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aBatchEndsAtItsRowsAndTheResultWithAnEmptyOne() throws SQLException {
        try (RowReader reader = reader("select x as n from system_range(1, 25)")) {
            assertThat(reader.read(10, 1 << 20).rows()).isEqualTo(10);
            assertThat(reader.read(10, 1 << 20).rows()).isEqualTo(10);
            assertThat(reader.read(10, 1 << 20).rows()).isEqualTo(5);
            assertThat(reader.read(10, 1 << 20).isEmpty()).isTrue();
            assertThat(reader.read(10, 1 << 20).isEmpty()).isTrue();
            assertThat(reader.schema().columns().get(0).name()).isEqualTo("N");
        }
    }

    @Test
    void aBatchEndsWithTheRowThatReachesItsBytes() throws SQLException {
        try (RowReader reader = reader("select repeat('a', 1000) from system_range(1, 25)")) {
            assertThat(reader.read(100, 10_000).rows()).isEqualTo(10);
            assertThat(reader.read(100, 1).rows()).isEqualTo(1);
            assertThat(reader.read(100, 10_050).rows()).isEqualTo(11);
        }
    }

    @Test
    void batchesDoNotChangeWhenTheNextIsRead() throws SQLException {
        try (RowReader reader = reader("select cast(x as bigint) from system_range(1, 20)")) {
            RowBatch first = reader.read(10, 1 << 20);
            RowBatch second = reader.read(10, 1 << 20);

            assertThat(Batches.numbers(first)).startsWith(1L).endsWith(10L).hasSize(10);
            assertThat(Batches.numbers(second)).startsWith(11L).endsWith(20L).hasSize(10);
        }
    }

    @Test
    void aDriverIsNotAskedForARowBehindTheEnd() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        ResultSet rows = counting(statement.executeQuery("select 1"), asked);
        RowReader reader = RowReaders.of(rows, BackendKind.H2, FetchLimits.ofHeap(1));

        for (int i = 0; i < 3; i++) {
            reader.read(10, 1 << 20);
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void columnsGoByTheirAliasesThoughTwoHaveTheSame() throws SQLException {
        try (RowReader reader = reader("select 1 as a, 2 as a")) {
            assertThat(HiveClient.rows(reader).get(0)).containsExactly(1, 2);
            assertThat(reader.schema().columns()).extracting(ResultColumn::name).containsExactly("A", "A");
        }
    }

    @Test
    void closingTheReaderClosesTheResult() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1");
        RowReader reader = RowReaders.of(rows, BackendKind.H2, FetchLimits.ofHeap(1));
        reader.close();
        reader.close();

        assertThat(rows.isClosed()).isTrue();
        assertThatThrownBy(() -> reader.read(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private RowReader reader(String sql) throws SQLException {
        return RowReaders.of(statement.executeQuery(sql), BackendKind.H2, FetchLimits.ofHeap(1));
    }

    private static ResultSet counting(ResultSet rows, AtomicInteger asked) {
        return (ResultSet) Proxy.newProxyInstance(
                ResultSetReaderTest.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("next")) {
                        asked.incrementAndGet();
                    }
                    try {
                        return method.invoke(rows, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
