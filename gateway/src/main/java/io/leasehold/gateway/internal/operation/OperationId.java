package io.leasehold.gateway.internal.operation;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** An operation's name: 16 random bytes, which may be shown. Immutable. */
public final class OperationId {

    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;

    private OperationId(byte[] bytes) {
        this.bytes = bytes;
    }

    static OperationId fresh() {
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new OperationId(bytes);
    }

    /** Of bytes that a client sent, whatever they are. */
    public static OperationId of(byte[] bytes) {
        return new OperationId(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperationId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
