package io.leasehold.gateway.internal.result;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Takes one column's values, row by row, and keeps them as Thrift's binary protocol writes them, so that sending them is one copy.
 * For one thread at a time.
 *
 * <p>Its buffer serves batch after batch; what {@link #build} gives away is a copy of the right size.
 */
final class ColumnBuilder {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A little below the largest array that JVMs make. */
    private static final int LARGEST = Integer.MAX_VALUE - 16;

    private static final int LENGTH = 4;
    private static final byte[] NOTHING = {};

    private final String name;
    private final Wire wire;
    private byte[] data = new byte[1024];
    private int used;
    private int[] ends = new int[64];
    private int rows;
    private @Nullable BitSet nulls;

    /**
     * Starts empty.
     *
     * @param name of the column, for errors
     */
    ColumnBuilder(String name, Wire wire) {
        this.name = name;
        this.wire = wire;
    }

    int rows() {
        return rows;
    }

    /** What the values so far take. */
    int bytes() {
        return used;
    }

    /** A null, with the value that Hive's server sends in its place: true, zero or nothing. */
    void putNull() throws SQLException {
        if (nulls == null) {
            nulls = new BitSet();
        }
        nulls.set(rows);
        switch (wire) {
            case BOOL -> putBoolean(true);
            case STRING, BINARY -> putBytes(NOTHING);
            default -> {
                reserve(wire.width);
                Arrays.fill(data, used, used + wire.width, (byte) 0);
                used += wire.width;
                rows++;
            }
        }
    }

    void putBoolean(boolean value) throws SQLException {
        putByte((byte) (value ? 1 : 0));
    }

    void putByte(byte value) throws SQLException {
        reserve(1);
        data[used++] = value;
        rows++;
    }

    void putShort(short value) throws SQLException {
        reserve(2);
        SHORTS.set(data, used, value);
        used += 2;
        rows++;
    }

    void putInt(int value) throws SQLException {
        reserve(4);
        INTS.set(data, used, value);
        used += 4;
        rows++;
    }

    void putLong(long value) throws SQLException {
        reserve(8);
        LONGS.set(data, used, value);
        used += 8;
        rows++;
    }

    void putDouble(double value) throws SQLException {
        putLong(Double.doubleToLongBits(value));
    }

    /**
     * Text, as UTF-8.
     *
     * @throws SQLException if half of a surrogate pair is in it, which no UTF-8 can say
     */
    void putText(String value) throws SQLException {
        int length = value.length();
        reserve((long) LENGTH + length);
        byte[] into = data;
        int at = used + LENGTH;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                putBytes(utf8(value));
                return;
            }
            into[at + i] = (byte) c;
        }
        INTS.set(into, used, length);
        end(at + length);
    }

    /** Bytes, or text that is UTF-8 already. */
    void putBytes(byte[] value) throws SQLException {
        reserve((long) LENGTH + value.length);
        INTS.set(data, used, value.length);
        System.arraycopy(value, 0, data, used + LENGTH, value.length);
        end(used + LENGTH + value.length);
    }

    private void end(int at) {
        used = at;
        if (rows == ends.length) {
            ends = Arrays.copyOf(ends, rows * 2);
        }
        ends[rows++] = at;
    }

    /** The values so far; the next one is the first of the next batch. */
    WireColumn build() {
        int[] boundaries = wire.width == 0 ? Arrays.copyOf(ends, rows) : null;
        WireColumn column = new WireColumn(wire, Arrays.copyOf(data, used), boundaries, nulls, rows);
        used = 0;
        rows = 0;
        nulls = null;
        return column;
    }

    private byte[] utf8(String value) throws SQLException {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException e) {
            throw new SQLException(
                    "A value of column " + name + " has half of a surrogate pair, which cannot be sent as UTF-8",
                    "22021",
                    e);
        }
    }

    private void reserve(long more) throws SQLException {
        long needed = used + more;
        if (needed > data.length) {
            if (needed > LARGEST) {
                throw new SQLException(
                        "The values of column " + name + " are too large for one batch of rows", "54000");
            }
            data = Arrays.copyOf(data, (int) Math.min(LARGEST, Math.max(needed, data.length * 2L)));
        }
    }
}
