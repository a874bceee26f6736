package io.leasehold.gateway.internal.result;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TByteColumn;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.hive.service.rpc.thrift.TI16Column;
import org.apache.hive.service.rpc.thrift.TI32Column;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/**
 * The columns of a batch as the generated classes. Each is what its base class says it is, for whoever reads its lists, and writes
 * itself in the binary protocol without making an object of any value. Stateless.
 */
final class ThriftColumns {

    private ThriftColumns() {}

    static List<TColumn> of(List<Wire> wires, List<RowBatch.Stretch> stretches) {
        List<TColumn> columns = new ArrayList<>(wires.size());
        for (int i = 0; i < wires.size(); i++) {
            columns.add(of(new BatchColumn(wires.get(i), stretches, i)));
        }
        return columns;
    }

    private static TColumn of(BatchColumn column) {
        ByteBuffer nulls = column.nulls();
        return switch (column.wire()) {
            case BOOL ->
                new Written(TColumn._Fields.BOOL_VAL, new TBoolColumn(column.values(Boolean.class), nulls), column);
            case BYTE ->
                new Written(TColumn._Fields.BYTE_VAL, new TByteColumn(column.values(Byte.class), nulls), column);
            case I16 -> new Written(TColumn._Fields.I16_VAL, new TI16Column(column.values(Short.class), nulls), column);
            case I32 ->
                new Written(TColumn._Fields.I32_VAL, new TI32Column(column.values(Integer.class), nulls), column);
            case I64 -> new Written(TColumn._Fields.I64_VAL, new TI64Column(column.values(Long.class), nulls), column);
            case DOUBLE ->
                new Written(TColumn._Fields.DOUBLE_VAL, new TDoubleColumn(column.values(Double.class), nulls), column);
            case STRING ->
                new Written(TColumn._Fields.STRING_VAL, new TStringColumn(column.values(String.class), nulls), column);
            case BINARY ->
                new Written(
                        TColumn._Fields.BINARY_VAL, new TBinaryColumn(column.values(ByteBuffer.class), nulls), column);
        };
    }

    /** Generated classes write what their lists give, value by value; this one writes the column as it is kept, where it can. */
    private static final class Written extends TColumn {

        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Written(_Fields field, Object value, BatchColumn column) {
            super(field, value);
            this.column = column;
        }

        @Override
        protected void standardSchemeWriteValue(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.standardSchemeWriteValue(out);
            }
        }
    }
}
