package io.leasehold.thrift;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A value in a table, and when it was written. Immutable: what it gives out are copies. */
public final class HBaseCell {

    private final byte[] value;
    private final long timestamp;

    HBaseCell(byte[] value, long timestamp) {
        this.value = value;
        this.timestamp = timestamp;
    }

    public byte[] value() {
        return value.clone();
    }

    /** The value as UTF-8. */
    public String text() {
        return new String(value, StandardCharsets.UTF_8);
    }

    /**
     * The value of a counter.
     *
     * @throws IllegalStateException if it is not 8 bytes long, as a counter is
     */
    public long number() {
        if (value.length != Long.BYTES) {
            throw new IllegalStateException("a value of " + value.length + " bytes is no counter, which has 8");
        }
        return ByteBuffer.wrap(value).getLong();
    }

    /** Milliseconds since 1970, unless the writer chose otherwise. */
    public long timestamp() {
        return timestamp;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HBaseCell cell && timestamp == cell.timestamp && Arrays.equals(value, cell.value);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(value) + Long.hashCode(timestamp);
    }

    /** Without the value, which is nobody's business in a log. */
    @Override
    public String toString() {
        return value.length + " bytes at " + timestamp;
    }
}
