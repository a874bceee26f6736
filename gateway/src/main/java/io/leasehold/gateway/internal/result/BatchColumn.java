package io.leasehold.gateway.internal.result;

import java.nio.ByteBuffer;
import java.util.AbstractList;
import java.util.BitSet;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;

/** One column of a batch, which may lie in several stretches. Immutable. */
final class BatchColumn {

    private static final TField VALUES = new TField("values", TType.LIST, (short) 1);
    private static final TField NULLS = new TField("nulls", TType.STRING, (short) 2);

    private final Wire wire;
    private final List<RowBatch.Stretch> stretches;
    private final int index;
    private final int rows;

    BatchColumn(Wire wire, List<RowBatch.Stretch> stretches, int index) {
        this.wire = wire;
        this.stretches = stretches;
        this.index = index;
        this.rows = stretches.stream().mapToInt(RowBatch.Stretch::rows).sum();
    }

    Wire wire() {
        return wire;
    }

    /**
     * Which rows are null, as Hive's server says it: eight rows a byte, the first in the lowest bit, and no further than the last null;
     * a byte at least.
     */
    ByteBuffer nulls() {
        BitSet nulls = new BitSet(rows);
        int position = 0;
        for (RowBatch.Stretch stretch : stretches) {
            stretch.columns().get(index).marksNulls(stretch.from(), stretch.to(), nulls, position);
            position += stretch.rows();
        }
        byte[] bytes = new byte[1 + nulls.length() / Byte.SIZE];
        byte[] marked = nulls.toByteArray();
        System.arraycopy(marked, 0, bytes, 0, marked.length);
        return ByteBuffer.wrap(bytes);
    }

    /** The values as objects, each made when it is asked for. */
    <T> List<T> values(Class<T> type) {
        return new AbstractList<>() {
            @Override
            public T get(int row) {
                return type.cast(value(row));
            }

            @Override
            public int size() {
                return rows;
            }
        };
    }

    private Object value(int row) {
        int position = 0;
        for (RowBatch.Stretch stretch : stretches) {
            if (row >= position && row < position + stretch.rows()) {
                return stretch.columns().get(index).value(stretch.from() + row - position);
            }
            position += stretch.rows();
        }
        throw new IndexOutOfBoundsException(row);
    }

    /**
     * Writes the column's struct, if the protocol is the binary one, whose very bytes the values are kept in. That protocol keeps
     * nothing back, so what is written past it to its transport comes in its place.
     *
     * @return false if nothing was written, the protocol being another
     */
    boolean writesTo(TProtocol out) throws TException {
        if (!(out instanceof TBinaryProtocol)) {
            return false;
        }
        out.writeFieldBegin(VALUES);
        out.writeListBegin(new TList(wire.element, rows));
        for (RowBatch.Stretch stretch : stretches) {
            WireColumn column = stretch.columns().get(index);
            int from = column.start(stretch.from());
            out.getTransport().write(column.data, from, column.start(stretch.to()) - from);
        }
        out.writeListEnd();
        out.writeFieldEnd();
        out.writeFieldBegin(NULLS);
        out.writeBinary(nulls());
        out.writeFieldEnd();
        out.writeFieldStop();
        return true;
    }
}
