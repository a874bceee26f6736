package io.leasehold.internal;

import io.leasehold.spi.LeaseHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Who holds a place: the handle, or the housekeeper's weak reference to it, or nobody.
 *
 * <p>A reference stored into an old object marks a card of the garbage collector's table, and the cards of all places
 * share a cache line. Whoever acquires in another coarse tick than the last return therefore puts a new box into the
 * place, so that the stores of a busy place go to a young object.
 *
 * <p>The holder stores and clears; the housekeeper only swaps the handle it read for a weak reference to it, by CAS, so
 * it can neither overwrite a later holder nor bring back one that has gone.
 */
final class HolderBox {

    private static final VarHandle HOLDER;

    static {
        try {
            HOLDER = MethodHandles.lookup().findVarHandle(HolderBox.class, "holder", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused")
    private @Nullable Object holder;

    /** By the acquirer: publishes the handle with the final fields it was made with. */
    void put(LeaseHandle<?> handle) {
        HOLDER.setRelease(this, handle);
    }

    void clear() {
        HOLDER.setRelease(this, null);
    }

    /** The handle, or null if nobody holds it or the handle became garbage. */
    @Nullable LeaseHandle<?> handle() {
        Object now = HOLDER.getAcquire(this);
        return now instanceof WeakHolder weak ? weak.get() : (LeaseHandle<?>) now;
    }

    /** The weak reference, once the housekeeper put one, or null. */
    @Nullable WeakHolder weakHolder() {
        return HOLDER.getAcquire(this) instanceof WeakHolder weak ? weak : null;
    }

    /** By the housekeeper: watches the handle from now on; does nothing if the holder has changed. */
    void weaken(LeaseHandle<?> handle, WeakHolder weak) {
        HOLDER.compareAndSet(this, handle, weak);
    }

    /** A handle that is watched for becoming garbage, and what must be known of it then. */
    static final class WeakHolder extends WeakReference<LeaseHandle<?>> {

        final long token;
        final Thread owner;

        WeakHolder(LeaseHandle<?> handle, long token, Thread owner) {
            super(handle);
            this.token = token;
            this.owner = owner;
        }

        boolean isGarbage() {
            return refersTo(null);
        }
    }
}
