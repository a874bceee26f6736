package io.leasehold.session.internal;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A session's id, 16 bytes; written as a UUID is. A value. */
public record SessionId(long high, long low) {

    /** Bytes of an id, and of a secret. */
    static final int LENGTH = 16;

    /** The id of these bytes, or null if they are none. */
    public static @Nullable SessionId of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new SessionId(buffer.getLong(), buffer.getLong());
    }

    /** The id that is written so, or null if that is none. */
    static @Nullable SessionId parse(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return new SessionId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
        } catch (IllegalArgumentException none) {
            return null;
        }
    }

    @Override
    public String toString() {
        return new UUID(high, low).toString();
    }
}
