package io.leasehold.internal.shared;

import io.leasehold.internal.ThreadIds;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The seats of one resource: stripes by thread, each a chain of {@link SeatRow}s, made when a thread first needs them. Safe for
 * any thread and without a lock.
 *
 * <p>A pass over them is no instant: seats are taken and left behind it and before it. What may be concluded from one that
 * found all free is said in {@link SharedResource}.
 */
final class Seats<R> {

    private static final int STRIPE_BITS = 5;

    private final SharedResource<R> of;
    private final AtomicReferenceArray<@Nullable SeatRow<R>> stripes = new AtomicReferenceArray<>(1 << STRIPE_BITS);

    Seats(SharedResource<R> of) {
        this.of = of;
    }

    static int stripe(Thread thread) {
        return (int) (ThreadIds.of(thread) * 0x9E3779B97F4A7C15L >>> 64 - STRIPE_BITS);
    }

    Seat<R> take(int stripe, Object taker) {
        SeatRow<R> row = stripes.get(stripe);
        if (row == null) {
            row = added(stripe);
        }
        Seat<R> seat = row.take(taker);
        while (seat == null) {
            row = row.following(of);
            seat = row.take(taker);
        }
        return seat;
    }

    private SeatRow<R> added(int stripe) {
        SeatRow<R> added = new SeatRow<>(of);
        SeatRow<R> before = stripes.compareAndExchange(stripe, null, added);
        return before == null ? added : before;
    }

    /** Whether each was free when this pass came to it. */
    boolean areFree() {
        return areAll(SeatRow::isEmpty);
    }

    /** Whether, besides, none was taken since {@link #forgetUse}. */
    boolean areUnused() {
        return areAll(row -> row.isEmpty() && !row.isUsed());
    }

    private boolean areAll(Predicate<SeatRow<R>> so) {
        for (int stripe = 0; stripe < stripes.length(); stripe++) {
            for (SeatRow<R> row = stripes.get(stripe); row != null; row = row.next()) {
                if (!so.test(row)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** By the housekeeper. */
    void forgetUse() {
        forEachRow(SeatRow::forgetUse);
    }

    /** How many are taken, as far as one pass can tell. */
    int taken() {
        int[] taken = new int[1];
        forEachRow(row -> taken[0] += row.taken());
        return taken[0];
    }

    /** Hands those that are taken to the consumer. */
    void forEach(Consumer<Seat<R>> consumer) {
        forEachRow(row -> row.forEach(consumer));
    }

    private void forEachRow(Consumer<SeatRow<R>> consumer) {
        for (int stripe = 0; stripe < stripes.length(); stripe++) {
            for (SeatRow<R> row = stripes.get(stripe); row != null; row = row.next()) {
                consumer.accept(row);
            }
        }
    }
}
