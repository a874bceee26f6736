package io.leasehold.gateway.internal.result;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.thrift.TBase;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.transport.TMemoryBuffer;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.jspecify.annotations.Nullable;

/**
 * Takes results over a wire and makes values of them by the rules that hive-jdbc has: which list a column came in, a bit for each null,
 * and then an object by the column's type.
 */
final class HiveClient {

    static final TProtocolFactory BINARY = new TBinaryProtocol.Factory();

    /** A protocol that the fast way of writing knows nothing of. */
    static final TProtocolFactory COMPACT = new TCompactProtocol.Factory();

    private HiveClient() {}

    /** What comes of a struct that is sent. */
    static <T extends TBase<?, ?>> T overTheWire(T sent, T received, TProtocolFactory protocol) {
        try {
            TMemoryBuffer wire = new TMemoryBuffer(TConfiguration.DEFAULT, 64);
            sent.write(protocol.getProtocol(wire));
            received.read(protocol.getProtocol(new TMemoryInputTransport(wire.getArray(), 0, wire.length())));
            return received;
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }

    /** All of a result, row by row, as objects that clients make; texts where they make none. */
    static List<List<@Nullable Object>> rows(RowReader reader) throws SQLException {
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (RowBatch batch = reader.read(1_000, 1 << 20); !batch.isEmpty(); batch = reader.read(1_000, 1 << 20)) {
            all.addAll(rows(reader.schema(), overTheWire(batch.toThrift(0), new TRowSet(), BINARY)));
        }
        return all;
    }

    static List<List<@Nullable Object>> rows(RowSchema schema, TRowSet set) {
        List<TColumnDesc> columns = schema.toThrift().getColumns();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int c = 0; c < set.getColumnsSize(); c++) {
            TTypeId type = columns.get(c)
                    .getTypeDesc()
                    .getTypes()
                    .get(0)
                    .getPrimitiveEntry()
                    .getType();
            List<@Nullable Object> values = values(set.getColumns().get(c));
            for (int r = 0; r < values.size(); r++) {
                if (c == 0) {
                    rows.add(new ArrayList<>());
                }
                Object value = values.get(r);
                rows.get(r).add(value == null ? null : object(type, value));
            }
        }
        return rows;
    }

    /** What is in a column, with null where its bit is set. */
    static List<@Nullable Object> values(TColumn column) {
        List<?> values;
        byte[] nulls;
        switch (column.getSetField()) {
            case BOOL_VAL -> {
                values = column.getBoolVal().getValues();
                nulls = column.getBoolVal().getNulls();
            }
            case BYTE_VAL -> {
                values = column.getByteVal().getValues();
                nulls = column.getByteVal().getNulls();
            }
            case I16_VAL -> {
                values = column.getI16Val().getValues();
                nulls = column.getI16Val().getNulls();
            }
            case I32_VAL -> {
                values = column.getI32Val().getValues();
                nulls = column.getI32Val().getNulls();
            }
            case I64_VAL -> {
                values = column.getI64Val().getValues();
                nulls = column.getI64Val().getNulls();
            }
            case DOUBLE_VAL -> {
                values = column.getDoubleVal().getValues();
                nulls = column.getDoubleVal().getNulls();
            }
            case STRING_VAL -> {
                values = column.getStringVal().getValues();
                nulls = column.getStringVal().getNulls();
            }
            default -> {
                values = column.getBinaryVal().getValues();
                nulls = column.getBinaryVal().getNulls();
            }
        }
        List<@Nullable Object> read = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            boolean isNull = i / 8 < nulls.length && (nulls[i / 8] & (1 << (i % 8))) != 0;
            read.add(isNull ? null : values.get(i));
        }
        return read;
    }

    private static Object object(TTypeId type, Object value) {
        return switch (type) {
            case DECIMAL_TYPE -> new BigDecimal((String) value);
            case DATE_TYPE -> Date.valueOf((String) value);
            case TIMESTAMP_TYPE -> Timestamp.valueOf((String) value);
            case BINARY_TYPE -> {
                ByteBuffer bytes = (ByteBuffer) value;
                byte[] copy = new byte[bytes.remaining()];
                bytes.duplicate().get(copy);
                yield copy;
            }
            default -> value;
        };
    }
}
