package io.leasehold.internal.shared;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Some seats of a resource, and more behind them. Safe for any thread and without a lock. Rows are added and never taken away.
 *
 * <p>What is written at every acquire is kept away from other rows' lines: threads of different stripes have nothing in common
 * that changes.
 */
@SuppressWarnings("unused")
final class SeatRow<R> {

    private static final int FEWEST = 8;
    private static final int MOST = 64;

    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(SeatRow.class, "next", SeatRow.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long p0;
    private long p1;
    private long p2;
    private long p3;
    private long p4;
    private long p5;
    private long p6;

    /** Counts acquires for the sampling of sites; no thread minds another's lost increment. */
    long count;

    /** Where to look first. Plain: a wrong hint costs a longer look. */
    private int hint;

    /** Whether a seat was taken since this was last set to false, by the housekeeper alone. */
    private volatile boolean used;

    /** Whether a look found no free seat, and none was left since: what is held for long is not looked through again. */
    private volatile boolean full;

    private final Seat<R>[] seats;

    private volatile @Nullable SeatRow<R> next;

    private long q0;
    private long q1;
    private long q2;
    private long q3;
    private long q4;
    private long q5;
    private long q6;

    SeatRow(SharedResource<R> of) {
        this(of, FEWEST);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
    private SeatRow(SharedResource<R> of, int size) {
        this.seats = new Seat[size];
        for (int number = 0; number < size; number++) {
            seats[number] = new Seat<>(of, this, number);
        }
    }

    /** Takes a free seat; gives null if there is none in this row. */
    @Nullable Seat<R> take(Object taker) {
        if (full) {
            return null;
        }
        Seat<R> seat = takeFrom(hint, taker);
        if (seat == null) {
            full = true;
            // Whoever left a seat before this mark did not see it to take it away.
            seat = takeFrom(0, taker);
            if (seat != null) {
                full = false;
            }
        }
        return seat;
    }

    private @Nullable Seat<R> takeFrom(int first, Object taker) {
        Seat<R>[] all = seats;
        for (int i = 0; i < all.length; i++) {
            Seat<R> seat = all[first + i & all.length - 1];
            if (seat.take(taker)) {
                if (!used) {
                    used = true;
                }
                return seat;
            }
        }
        return null;
    }

    /** This seat was left. */
    void left(int number) {
        if (hint != number) {
            hint = number;
        }
        if (full) {
            full = false;
        }
    }

    @Nullable SeatRow<R> next() {
        return next;
    }

    /** The row behind this one, which is a bigger one, and there from now on. */
    @SuppressWarnings("unchecked") // it is null or a row of the same resource
    SeatRow<R> following(SharedResource<R> of) {
        SeatRow<R> there = next;
        if (there == null) {
            SeatRow<R> added = new SeatRow<>(of, Math.min(MOST, seats.length * 2));
            there = (SeatRow<R>) NEXT.compareAndExchange(this, null, added);
            if (there == null) {
                return added;
            }
        }
        return there;
    }

    boolean isUsed() {
        return used;
    }

    void forgetUse() {
        used = false;
    }

    boolean isEmpty() {
        for (Seat<R> seat : seats) {
            if (!seat.isFree()) {
                return false;
            }
        }
        return true;
    }

    int taken() {
        int taken = 0;
        for (Seat<R> seat : seats) {
            taken += seat.isFree() ? 0 : 1;
        }
        return taken;
    }

    void forEach(Consumer<Seat<R>> consumer) {
        for (Seat<R> seat : seats) {
            if (!seat.isFree()) {
                consumer.accept(seat);
            }
        }
    }
}
