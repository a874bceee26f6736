package io.leasehold.internal;

import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's way to the private fields of {@link LeaseHandle}, which lives in the package adapters see. Set once, when
 * that class is initialized.
 */
public abstract class HandleAccess {

    private static @Nullable HandleAccess instance;

    /** For the one subclass. */
    protected HandleAccess() {}

    public static void set(HandleAccess access) {
        instance = access;
    }

    static HandleAccess get() {
        if (instance == null) {
            initialize();
        }
        return Objects.requireNonNull(instance);
    }

    /** A pool is built before its first handle. */
    private static void initialize() {
        try {
            Class.forName(LeaseHandle.class.getName(), true, LeaseHandle.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public abstract Thread owner(LeaseHandle<?> handle);

    public abstract long token(LeaseHandle<?> handle);

    public abstract <R> Place<R> place(LeaseHandle<R> handle);

    /** Empties the owner's list of children, newest first; to be called by whoever may touch it. */
    public abstract List<LeaseChild> takeChildren(LeaseHandle<?> handle);

    public abstract void endWithLease(LeaseChild child) throws Exception;

    /** Writes down how the lease ended. */
    public abstract void ended(LeaseHandle<?> handle, LeaseEnd end, long coarseNow);
}
