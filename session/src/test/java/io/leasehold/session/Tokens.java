package io.leasehold.session;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Bytes of ids. */
final class Tokens {

    private Tokens() {}

    static byte[] bytesOf(String id) {
        UUID uuid = UUID.fromString(id);
        return ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }
}
