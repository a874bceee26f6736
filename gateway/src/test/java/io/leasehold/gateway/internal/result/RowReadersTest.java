package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that no statement gave. */
class RowReadersTest {

    private static final RowSchema ALL = new RowSchema(List.of(
            new ResultColumn("text", HiveType.STRING),
            new ResultColumn("big", HiveType.BIGINT),
            new ResultColumn("price", HiveType.decimal(10, 2)),
            new ResultColumn("flag", HiveType.BOOLEAN),
            new ResultColumn("size", HiveType.DOUBLE),
            new ResultColumn("raw", HiveType.BINARY)));

    @Test
    void rowsThatAreThereAlreadyAreReadAsAnyOthers() throws SQLException {
        BigDecimal price = new BigDecimal("1.10");
        RowReader reader = RowReaders.of(
                ALL,
                List.of(new @Nullable Object[] {"a", 1L, price, true, 0.5, new byte[] {1}}, new @Nullable Object[6]));

        List<List<@Nullable Object>> rows = HiveClient.rows(reader);

        assertThat(rows).hasSize(2);
        assertThat(rows.get(0)).containsExactly("a", 1L, price, true, 0.5, new byte[] {1});
        assertThat(rows.get(1)).containsOnlyNulls();
    }

    @Test
    void someColumnsMayBeReadUnderOtherNames() throws SQLException {
        RowReader whole = RowReaders.of(
                ALL, List.<@Nullable Object[]>of(new @Nullable Object[] {"a", 1L, null, true, 0.5, null}));
        RowSchema schema = new RowSchema(
                List.of(new ResultColumn("flag", HiveType.BOOLEAN), new ResultColumn("name", HiveType.STRING)));

        try (RowReader part = RowReaders.part(whole, schema, 3, 0)) {
            RowBatch batch = part.read(10, 1 << 20);

            assertThat(HiveClient.rows(part.schema(), batch.toThrift(0)).get(0)).containsExactly(true, "a");
            assertThat(part.read(10, 1 << 20).isEmpty()).isTrue();
        }
    }
}
