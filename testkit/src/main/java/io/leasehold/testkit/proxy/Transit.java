package io.leasehold.testkit.proxy;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is under way in one direction, in order, with the times set by latency and rate. Belongs to the loop's thread. */
final class Transit {
    /** Enough for a full socket buffer; beyond it the sender is left waiting. */
    private static final int ROOM = 256 * 1024;

    /** A limited rate is cut into portions of this part of a second, so that bytes trickle rather than come in lumps. */
    private static final int PORTIONS_PER_SECOND = 20;

    private static final long SECOND = 1_000_000_000L;

    private final Deque<Parcel> parcels = new ArrayDeque<>();
    private long latency;
    private long rate;
    private long lastDue;
    private int size;

    void setLatency(long nanos) {
        latency = nanos;
    }

    /** Zero for no limit. */
    void setRate(long bytesPerSecond, long now) {
        rate = bytesPerSecond;
        if (parcels.isEmpty()) {
            lastDue = now;
        }
    }

    boolean isSlowed() {
        return latency > 0 || rate > 0;
    }

    boolean hasRoom() {
        return size < ROOM;
    }

    void send(byte[] bytes, long now) {
        int portion = rate == 0 ? bytes.length : (int) Math.max(1, Math.min(bytes.length, rate / PORTIONS_PER_SECOND));
        for (int start = 0; start < bytes.length; start += portion) {
            int length = Math.min(portion, bytes.length - start);
            long transmission = rate == 0 ? 0 : length * SECOND / rate;
            add(Parcel.bytes(ByteBuffer.wrap(bytes, start, length), nextDue(now, transmission)));
        }
    }

    void end(Cut how, @Nullable Fault cause, long now) {
        add(Parcel.end(how, cause, nextDue(now, 0)));
    }

    private long nextDue(long now, long transmission) {
        long earliest = now + latency;
        // Compared by difference: a ticker's values may overflow.
        boolean queued = !parcels.isEmpty() || rate > 0;
        lastDue = (queued && lastDue - earliest > 0 ? lastDue : earliest) + transmission;
        return lastDue;
    }

    private void add(Parcel parcel) {
        parcels.addLast(parcel);
        size += parcel.bytes().remaining();
    }

    /** The next parcel if its time has come. */
    @Nullable Parcel due(long now) {
        Parcel head = parcels.peekFirst();
        return head != null && now - head.due() >= 0 ? head : null;
    }

    /** Nanoseconds from now until something is due; {@link Long#MAX_VALUE} if nothing is under way. */
    long untilDue(long now) {
        Parcel head = parcels.peekFirst();
        return head == null ? Long.MAX_VALUE : Math.max(0, head.due() - now);
    }

    /** So many of the head's bytes have been delivered; an emptied parcel is gone. */
    void delivered(Parcel head, int bytes) {
        size -= bytes;
        if (!head.bytes().hasRemaining()) {
            parcels.removeFirst();
        }
    }

    /** Latency and rate are gone, and what was held back by them is due at once. */
    void hurry(long now) {
        latency = 0;
        rate = 0;
        lastDue = now;
        List<Parcel> all = List.copyOf(parcels);
        parcels.clear();
        all.forEach(parcel -> parcels.addLast(parcel.dueAt(now)));
    }

    /** Whether anything is under way, an end included. */
    boolean isEmpty() {
        return parcels.isEmpty();
    }

    /** Throws away everything under way and says how many bytes that were. */
    int lose() {
        int lost = size;
        parcels.clear();
        size = 0;
        return lost;
    }
}
