package io.leasehold.internal.shared;

import io.leasehold.spi.Grant;
import io.leasehold.spi.ShareHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One share's place at a resource, and the share itself: who sits here has one. Safe for any thread: every move is one CAS.
 *
 * <pre>
 *  free --take--> taker --sit--> handle --weaken--> weak reference to the handle
 *  taker | handle | weak reference --leave--> free
 * </pre>
 *
 * <p>A taker is who took the seat and has no handle yet: a thread that acquires, a waiter that was granted it, an open, a check.
 * It counts as a share.
 *
 * <h2>Why a share is taken away once, whoever dies on the way</h2>
 *
 * <p>A seat is left by a CAS from the very occupant it is left for, so of all who would take one share away, one does. A
 * thread that dies before it sits down, of a stack overflow for one, is left here to be seen: the housekeeper frees the seat
 * that a taker has for long ({@link Orphans}). Should that thread be slow and not dead, its own step to {@link #sit} fails, and
 * it acquires anew. What the housekeeper saw twice may be two acquires of one thread: that one too finds out when it sits down,
 * and loses nothing but the time.
 *
 * @param <R> the resource
 */
public final class Seat<R> implements Grant<R> {

    /** A taker that always ends in bounded time, and that the housekeeper therefore leaves alone. */
    interface Bounded {}

    private static final VarHandle SITS;

    static {
        try {
            SITS = MethodHandles.lookup().findVarHandle(Seat.class, "sits", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final SharedResource<R> of;
    private final SeatRow<R> row;
    private final int number;

    private volatile @Nullable Object sits;

    Seat(SharedResource<R> of, SeatRow<R> row, int number) {
        this.of = of;
        this.row = row;
        this.number = number;
    }

    @Override
    public R resource() {
        return of.resource();
    }

    /** What the share is a part of. */
    public SharedResource<R> of() {
        return of;
    }

    SeatRow<R> row() {
        return row;
    }

    @Nullable Object sits() {
        return sits;
    }

    boolean isFree() {
        return sits == null;
    }

    boolean take(Object taker) {
        return sits == null && SITS.compareAndSet(this, null, taker);
    }

    /** Gives false if the taker was given up for orphaned: then the caller has no share. */
    boolean sit(Object taker, ShareHandle<R> handle) {
        return SITS.compareAndSet(this, taker, handle);
    }

    /** By the holder, whose handle says so already: if the seat knows the handle only weakly, it is to know that too. */
    public void keep(ShareHandle<R> handle) {
        if (sits instanceof WeakShare weak && weak.isOf(handle)) {
            weak.kept = true;
        }
    }

    /** By the housekeeper, for a handle it read here. */
    void weaken(ShareHandle<?> handle, WeakShare weak) {
        SITS.compareAndSet(this, handle, weak);
    }

    /** Frees the seat of this occupant, however its handle sits here; gives false if it does not, any more. */
    boolean leave(Object occupant) {
        Object seen = SITS.compareAndExchange(this, occupant, null);
        boolean left = seen == occupant
                || seen instanceof WeakShare weak && weak.isOf(occupant) && SITS.compareAndSet(this, weak, null);
        if (left) {
            row.left(number);
        }
        return left;
    }
}
