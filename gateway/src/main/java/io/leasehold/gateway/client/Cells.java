package io.leasehold.gateway.client;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.jspecify.annotations.Nullable;

/** Reads the columns of an answer as rows of texts. For one thread. */
final class Cells {

    private static final Set<TTypeId> NUMBERS = EnumSet.of(
            TTypeId.TINYINT_TYPE,
            TTypeId.SMALLINT_TYPE,
            TTypeId.INT_TYPE,
            TTypeId.BIGINT_TYPE,
            TTypeId.FLOAT_TYPE,
            TTypeId.DOUBLE_TYPE,
            TTypeId.DECIMAL_TYPE);

    private final List<TTypeId> types = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    Cells(TTableSchema schema) {
        for (TColumnDesc column : schema.getColumns()) {
            TTypeId type = column.getTypeDesc().getTypes().get(0).isSetPrimitiveEntry()
                    ? column.getTypeDesc().getTypes().get(0).getPrimitiveEntry().getType()
                    : TTypeId.STRING_TYPE;
            types.add(type);
            columns.add(new Column(column.getColumnName(), NUMBERS.contains(type)));
        }
    }

    List<Column> columns() {
        return List.copyOf(columns);
    }

    List<List<@Nullable String>> rows(TRowSet answer) {
        List<List<@Nullable String>> byColumn = new ArrayList<>();
        if (answer.getColumns() != null) {
            for (int i = 0; i < answer.getColumnsSize(); i++) {
                byColumn.add(texts(answer.getColumns().get(i), types.get(i)));
            }
        }
        int count = byColumn.isEmpty() ? 0 : byColumn.get(0).size();
        List<List<@Nullable String>> rows = new ArrayList<>(count);
        for (int row = 0; row < count; row++) {
            List<@Nullable String> cells = new ArrayList<>(byColumn.size());
            for (List<@Nullable String> column : byColumn) {
                cells.add(column.get(row));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static List<@Nullable String> texts(TColumn column, TTypeId type) {
        return switch (column.getSetField()) {
            case BOOL_VAL ->
                texts(column.getBoolVal().getValues(), column.getBoolVal().getNulls());
            case BYTE_VAL ->
                texts(column.getByteVal().getValues(), column.getByteVal().getNulls());
            case I16_VAL ->
                texts(column.getI16Val().getValues(), column.getI16Val().getNulls());
            case I32_VAL ->
                texts(column.getI32Val().getValues(), column.getI32Val().getNulls());
            case I64_VAL ->
                texts(column.getI64Val().getValues(), column.getI64Val().getNulls());
            case DOUBLE_VAL ->
                type == TTypeId.FLOAT_TYPE
                        ? texts(
                                column.getDoubleVal().getValues().stream()
                                        .map(Double::floatValue)
                                        .toList(),
                                column.getDoubleVal().getNulls())
                        : texts(
                                column.getDoubleVal().getValues(),
                                column.getDoubleVal().getNulls());
            case STRING_VAL ->
                texts(column.getStringVal().getValues(), column.getStringVal().getNulls());
            case BINARY_VAL ->
                texts(
                        column.getBinaryVal().getValues().stream()
                                .map(Cells::hex)
                                .toList(),
                        column.getBinaryVal().getNulls());
        };
    }

    /** A row is null if its bit is set, the first row's being the lowest of the first byte; where bytes are missing, none is. */
    private static List<@Nullable String> texts(List<?> values, byte[] nulls) {
        List<@Nullable String> texts = new ArrayList<>(values.size());
        for (int row = 0; row < values.size(); row++) {
            boolean isNull = row / 8 < nulls.length && (nulls[row / 8] >> (row % 8) & 1) == 1;
            texts.add(isNull ? null : Objects.toString(values.get(row)));
        }
        return texts;
    }

    private static String hex(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        return "0x" + HexFormat.of().formatHex(copy);
    }
}
