package io.leasehold.internal.shared;

import io.leasehold.internal.ThreadIds;
import io.leasehold.spi.ShareHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who holds what in one pool, known always: stripes by thread, each a chain of segments of 64 shares. Safe for any thread and
 * without a lock: a free seat is found by one CAS on the segment's word of bits, and given back by one.
 *
 * <p>Segments are added and never taken away; an empty one refers to nothing. Of a seat, the one who took its bit writes, and
 * clears it before the bit is given back; the housekeeper only swaps the handle it read there for a weak reference to it, by
 * CAS, and so can neither overwrite a later holder nor bring back one that has gone.
 */
public final class Holders {

    private static final int STRIPE_BITS = 5;
    private static final int SEATS = 64;

    private static final VarHandle USED;
    private static final VarHandle NEXT;
    private static final VarHandle KEPT;
    private static final VarHandle SEAT;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            USED = lookup.findVarHandle(Segment.class, "used", long.class);
            KEPT = lookup.findVarHandle(Segment.class, "kept", long.class);
            NEXT = lookup.findVarHandle(Segment.class, "next", Segment.class);
            SEAT = MethodHandles.arrayElementVarHandle(Object[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Segment[] stripes = new Segment[1 << STRIPE_BITS];

    Holders() {
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = new Segment();
        }
    }

    /** Takes a seat for a handle; gives the segment, and in the handle's seat number where. */
    Segment add(ShareHandle<?> handle, Thread owner, ShareAccess access) {
        Segment segment = stripes[(int) (ThreadIds.of(owner) * 0x9E3779B97F4A7C15L >>> 64 - STRIPE_BITS)];
        while (true) {
            int seat = segment.take();
            if (seat >= 0) {
                access.seated(handle, segment, seat);
                SEAT.setRelease(segment.seats, seat, handle);
                return segment;
            }
            segment = segment.following();
        }
    }

    /** Hands every seat that is taken to the consumer: a handle, or a {@link WeakShare}. */
    void forEach(Consumer<Object> consumer) {
        for (Segment first : stripes) {
            for (Segment segment = first; segment != null; segment = segment.next) {
                segment.forEach(consumer);
            }
        }
    }

    /** Sixty-four seats. The word of bits is written at every acquire, so it is kept away from its neighbours' lines. */
    @SuppressWarnings("unused")
    public static final class Segment {

        private long p0;
        private long p1;
        private long p2;
        private long p3;
        private long p4;
        private long p5;
        private long p6;
        private volatile long used;

        /** Counts acquires for the sampling of sites; no thread minds another's lost increment. */
        long count;

        private final Object[] seats = new Object[SEATS];
        private volatile @Nullable Segment next;

        /** Seats of shares that must not be taken back, though their handle be garbage: who holds the resource is not known. */
        private volatile long kept;

        private long q0;
        private long q1;
        private long q2;

        private int take() {
            long now = used;
            while (now != -1) {
                int seat = Long.numberOfTrailingZeros(~now);
                long seen = (long) USED.compareAndExchange(this, now, now | 1L << seat);
                if (seen == now) {
                    return seat;
                }
                now = seen;
            }
            return -1;
        }

        private Segment following() {
            Segment following = next;
            if (following == null) {
                following = new Segment();
                if (!NEXT.compareAndSet(this, null, following)) {
                    following = (Segment) NEXT.getVolatile(this);
                }
            }
            return following;
        }

        /** By whoever releases the share that sits there. */
        public void leave(int seat) {
            SEAT.setRelease(seats, seat, null);
            if ((kept & 1L << seat) != 0) {
                KEPT.getAndBitwiseAnd(this, ~(1L << seat));
            }
            USED.getAndBitwiseAndRelease(this, ~(1L << seat));
        }

        /** By the holder of the share that sits there. */
        public void keep(int seat) {
            KEPT.getAndBitwiseOr(this, 1L << seat);
        }

        boolean isKept(int seat) {
            return (kept & 1L << seat) != 0;
        }

        /** By the housekeeper, for a handle it read there. */
        void weaken(int seat, ShareHandle<?> handle, WeakShare weak) {
            SEAT.compareAndSet(seats, seat, handle, weak);
        }

        /** By whoever ends a share whose handle is garbage: gives whether it is the first to. */
        boolean takeBack(int seat, WeakShare weak) {
            return SEAT.compareAndSet(seats, seat, weak, null);
        }

        private void forEach(Consumer<Object> consumer) {
            for (long bits = used; bits != 0; bits &= bits - 1) {
                Object sits = SEAT.getAcquire(seats, Long.numberOfTrailingZeros(bits));
                if (sits != null) {
                    consumer.accept(sits);
                }
            }
        }
    }
}
