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
 * itself in the binary protocol without making an object of any value.
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
        return switch (column.wire()) {
            case BOOL -> TColumn.boolVal(new Booleans(column));
            case BYTE -> TColumn.byteVal(new Bytes(column));
            case I16 -> TColumn.i16Val(new Shorts(column));
            case I32 -> TColumn.i32Val(new Ints(column));
            case I64 -> TColumn.i64Val(new Longs(column));
            case DOUBLE -> TColumn.doubleVal(new Doubles(column));
            case STRING -> TColumn.stringVal(new Texts(column));
            case BINARY -> TColumn.binaryVal(new Binaries(column));
        };
    }

    private static final class Booleans extends TBoolColumn {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Booleans(BatchColumn column) {
            super(column.values(Boolean.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Bytes extends TByteColumn {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Bytes(BatchColumn column) {
            super(column.values(Byte.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Shorts extends TI16Column {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Shorts(BatchColumn column) {
            super(column.values(Short.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Ints extends TI32Column {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Ints(BatchColumn column) {
            super(column.values(Integer.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Longs extends TI64Column {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Longs(BatchColumn column) {
            super(column.values(Long.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Doubles extends TDoubleColumn {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Doubles(BatchColumn column) {
            super(column.values(Double.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Texts extends TStringColumn {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Texts(BatchColumn column) {
            super(column.values(String.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }

    private static final class Binaries extends TBinaryColumn {
        private static final long serialVersionUID = 1L;
        private final transient BatchColumn column;

        Binaries(BatchColumn column) {
            super(column.values(ByteBuffer.class), column.nulls());
            this.column = column;
        }

        @Override
        public void write(TProtocol out) throws TException {
            if (!column.writesTo(out)) {
                super.write(out);
            }
        }
    }
}
