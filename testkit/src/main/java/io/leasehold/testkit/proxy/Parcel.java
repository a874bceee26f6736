package io.leasehold.testkit.proxy;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Something under way in one direction: bytes, or an end of the stream, which is the last parcel.
 *
 * @param bytes empty with an end
 * @param end what the receiver is to see, if this is the end
 * @param cause the fault that ends the connection; null if the sender ended it
 * @param due when it may be delivered, on the ticker's scale
 */
record Parcel(ByteBuffer bytes, @Nullable Cut end, @Nullable Fault cause, long due) {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    static Parcel bytes(ByteBuffer bytes, long due) {
        return new Parcel(bytes, null, null, due);
    }

    static Parcel end(Cut end, @Nullable Fault cause, long due) {
        return new Parcel(NOTHING, end, cause, due);
    }

    Parcel dueAt(long time) {
        return new Parcel(bytes, end, cause, time);
    }
}
