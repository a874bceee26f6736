package io.leasehold.gateway.internal.result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One column's values as Thrift's binary protocol writes them. Immutable: nobody writes to what it was given. */
final class WireColumn {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    final Wire wire;
    final byte[] data;
    private final int @Nullable [] ends;
    private final @Nullable BitSet nulls;
    final int rows;

    /**
     * Keeps what it is given.
     *
     * @param ends where each value ends, for values that vary in length
     * @param nulls which rows are null; null if none is
     */
    WireColumn(Wire wire, byte[] data, int @Nullable [] ends, @Nullable BitSet nulls, int rows) {
        this.wire = wire;
        this.data = data;
        this.ends = ends;
        this.nulls = nulls;
        this.rows = rows;
    }

    /** Where a row's value begins; of the row behind the last: where the data end. */
    int start(int row) {
        if (ends == null) {
            return row * wire.width;
        }
        return row == 0 ? 0 : ends[row - 1];
    }

    /** What it takes of memory between two rows, a byte a row for its nulls. What two parts take is what the whole does. */
    long bytes(int from, int to) {
        long values = start(to) - start(from);
        long boundaries = ends == null ? 0 : 4L * (to - from);
        return values + boundaries + (to - from);
    }

    /** Marks in a set, from a position on, which rows between two are null. */
    void marksNulls(int from, int to, BitSet into, int position) {
        if (nulls == null) {
            return;
        }
        for (int row = nulls.nextSetBit(from); row >= 0 && row < to; row = nulls.nextSetBit(row + 1)) {
            into.set(position + row - from);
        }
    }

    /** A value as the generated classes have it; for a null, what stands in its place. */
    Object value(int row) {
        int at = start(row);
        return switch (wire) {
            case BOOL -> data[at] != 0;
            case BYTE -> data[at];
            case I16 -> (short) SHORTS.get(data, at);
            case I32 -> (int) INTS.get(data, at);
            case I64 -> (long) LONGS.get(data, at);
            case DOUBLE -> Double.longBitsToDouble((long) LONGS.get(data, at));
            case STRING -> new String(data, at + 4, start(row + 1) - at - 4, StandardCharsets.UTF_8);
            case BINARY ->
                ByteBuffer.wrap(data, at + 4, start(row + 1) - at - 4).slice().asReadOnlyBuffer();
        };
    }
}
