package io.leasehold.gateway.internal.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.thrift.protocol.TProtocolFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is put into columns comes out at the client. */
class RowBatchTest {

    private static final int ROWS = 1_000;

    private final Random random = new Random(7);

    @ParameterizedTest
    @EnumSource(Wire.class)
    void whatIsPutInComesOutAtTheClient(Wire wire) throws SQLException {
        List<@Nullable Object> values = values(wire, ROWS);
        RowBatch batch = batch(wire, values);

        assertThat(read(batch, HiveClient.BINARY)).isEqualTo(values);
        assertThat(read(batch, HiveClient.COMPACT)).isEqualTo(values);
        assertThat(HiveClient.values(batch.toThrift(0).getColumns().get(0))).isEqualTo(values);
    }

    @ParameterizedTest
    @EnumSource(Wire.class)
    void partsAndWhatIsPutTogetherOfThemKeepTheirValues(Wire wire) throws SQLException {
        List<@Nullable Object> values = values(wire, ROWS);
        RowBatch batch = batch(wire, values);

        for (int cut : new int[] {1, 7, 8, 9, 500, 999}) {
            RowBatch first = batch.first(cut);
            RowBatch rest = batch.rest(cut);
            RowBatch swapped = RowBatch.join(List.of(rest, first));

            assertThat(read(first, HiveClient.BINARY)).isEqualTo(values.subList(0, cut));
            assertThat(read(rest, HiveClient.BINARY)).isEqualTo(values.subList(cut, ROWS));
            assertThat(first.bytes() + rest.bytes()).isEqualTo(batch.bytes());
            List<@Nullable Object> expected = new ArrayList<>(values.subList(cut, ROWS));
            expected.addAll(values.subList(0, cut));
            assertThat(read(swapped, HiveClient.BINARY)).isEqualTo(expected);
            assertThat(read(swapped.rest(ROWS - cut - 1).first(2), HiveClient.COMPACT))
                    .isEqualTo(expected.subList(ROWS - cut - 1, ROWS - cut + 1));
        }
    }

    @Test
    void nullsHaveABitEachUpToTheLastAndAByteAtLeast() throws SQLException {
        assertThat(nulls(1)).containsExactly(0);
        assertThat(nulls(20, 0, 9)).containsExactly(1, 2);
        assertThat(nulls(20, 7)).containsExactly(0x80, 0);
    }

    @Test
    void inPlaceOfANullStandsWhatHivesServerSends() throws SQLException {
        for (Wire wire : Wire.values()) {
            List<@Nullable Object> one = new ArrayList<>();
            one.add(null);
            Object inItsPlace = switch (wire) {
                case BOOL -> true;
                case BYTE -> (byte) 0;
                case I16 -> (short) 0;
                case I32 -> 0;
                case I64 -> 0L;
                case DOUBLE -> 0.0;
                case STRING -> "";
                case BINARY -> ByteBuffer.allocate(0);
            };
            Object sent = batch(wire, one).toThrift(0).getColumns().get(0).getFieldValue();
            assertThat(sent).hasFieldOrPropertyWithValue("values", List.of(inItsPlace));
        }
    }

    @Test
    void theEndHasColumnsWithoutValues() {
        RowSchema schema = new RowSchema(
                List.of(new ResultColumn("a", HiveType.BIGINT), new ResultColumn("b", HiveType.decimal(10, 2))));

        TRowSet end = HiveClient.overTheWire(RowBatch.empty(schema).toThrift(5), new TRowSet(), HiveClient.BINARY);

        assertThat(end.getColumns()).hasSize(2);
        assertThat(end.getColumns().get(0).getI64Val().getValues()).isEmpty();
        assertThat(end.getColumns().get(1).getStringVal().getValues()).isEmpty();
        assertThat(end.getStartRowOffset()).isEqualTo(5);
        assertThat(end.getRows()).isEmpty();
    }

    @Test
    void halfOfASurrogatePairIsAnErrorThatNamesTheColumn() {
        ColumnBuilder column = new ColumnBuilder("note", Wire.STRING);

        for (String text : List.of("\ud83d", "a\ude00", "\ude00\ud83d")) {
            assertThatThrownBy(() -> column.putText(text))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("note")
                    .extracting(e -> ((SQLException) e).getSQLState())
                    .isEqualTo("22021");
        }
    }

    @Test
    void rowsWithinALimitAreAsManyAsFitAndOneAtLeast() throws SQLException {
        RowBatch batch = batch(Wire.I64, Arrays.asList(1L, 2L, 3L, 4L));
        long one = batch.first(1).bytes();

        assertThat(batch.rowsWithin(0)).isEqualTo(1);
        assertThat(batch.rowsWithin(one)).isEqualTo(1);
        assertThat(batch.rowsWithin(3 * one - 1)).isEqualTo(2);
        assertThat(batch.rowsWithin(3 * one)).isEqualTo(3);
        assertThat(batch.rowsWithin(100 * one)).isEqualTo(4);
    }

    private static byte[] nulls(int rows, int... nulls) throws SQLException {
        ColumnBuilder column = new ColumnBuilder("c", Wire.I32);
        for (int i = 0; i < rows; i++) {
            int row = i;
            if (Arrays.stream(nulls).anyMatch(one -> one == row)) {
                column.putNull();
            } else {
                column.putInt(i);
            }
        }
        return RowBatch.of(List.of(column.build()))
                .toThrift(0)
                .getColumns()
                .get(0)
                .getI32Val()
                .getNulls();
    }

    private static List<@Nullable Object> read(RowBatch batch, TProtocolFactory protocol) {
        TRowSet set = HiveClient.overTheWire(batch.toThrift(0), new TRowSet(), protocol);
        assertThat(set.getColumns()).hasSize(1);
        return HiveClient.values(set.getColumns().get(0));
    }

    private static RowBatch batch(Wire wire, List<@Nullable Object> values) throws SQLException {
        ColumnBuilder column = new ColumnBuilder("c", wire);
        for (Object value : values) {
            if (value == null) {
                column.putNull();
                continue;
            }
            switch (wire) {
                case BOOL -> column.putBoolean((Boolean) value);
                case BYTE -> column.putByte((Byte) value);
                case I16 -> column.putShort((Short) value);
                case I32 -> column.putInt((Integer) value);
                case I64 -> column.putLong((Long) value);
                case DOUBLE -> column.putDouble((Double) value);
                case STRING -> column.putText((String) value);
                case BINARY -> column.putBytes(((ByteBuffer) value).array());
            }
        }
        return RowBatch.of(List.of(column.build()));
    }

    private List<@Nullable Object> values(Wire wire, int count) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.nextInt(5) == 0 ? null : value(wire));
        }
        return values;
    }

    private Object value(Wire wire) {
        return switch (wire) {
            case BOOL -> random.nextBoolean();
            case BYTE -> (byte) random.nextInt();
            case I16 -> (short) random.nextInt();
            case I32 -> random.nextInt();
            case I64 -> random.nextLong();
            case DOUBLE -> Double.longBitsToDouble(random.nextLong() & ~(0x7ffL << 52));
            case STRING -> text();
            case BINARY -> ByteBuffer.wrap(text().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        };
    }

    private String text() {
        int[] alphabet = {'a', 0, '\'', 0x7f, 0x80, 'ä', '€', 0x1f600, 0xffff};
        int[] points = random.ints(random.nextInt(40), 0, alphabet.length)
                .map(i -> alphabet[i])
                .toArray();
        return new String(points, 0, points.length);
    }
}
