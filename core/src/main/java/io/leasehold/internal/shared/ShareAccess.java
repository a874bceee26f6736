package io.leasehold.internal.shared;

import io.leasehold.Retirement;
import io.leasehold.internal.Flight;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's way to the private fields of {@link ShareHandle}, which lives in the package adapters see. Set once, when that
 * class is initialized.
 */
public abstract class ShareAccess {

    private static @Nullable ShareAccess instance;

    /** For the one subclass. */
    protected ShareAccess() {}

    public static void set(ShareAccess access) {
        instance = access;
    }

    static ShareAccess get() {
        if (instance == null) {
            initialize();
        }
        return Objects.requireNonNull(instance);
    }

    private static void initialize() {
        try {
            Class.forName(ShareHandle.class.getName(), true, ShareHandle.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    public abstract <R> Seat<R> seat(ShareHandle<R> handle);

    /** Whether somebody is releasing it, or has, or has died doing so. */
    public abstract boolean isReleased(ShareHandle<?> handle);

    /** Whether it must not be taken back though it be garbage. */
    public abstract boolean isKept(ShareHandle<?> handle);

    public abstract Thread owner(ShareHandle<?> handle);

    /** As the holder itself would. */
    public abstract boolean retire(ShareHandle<?> handle, Retirement how, @Nullable Throwable why);

    public abstract ShareFacts facts(ShareHandle<?> handle);

    /** Where in the code it was acquired, empty if that was not sampled. */
    public abstract List<StackTraceElement> site(ShareHandle<?> handle);

    public abstract void site(ShareHandle<?> handle, List<StackTraceElement> site);

    /** The flight recorder's event of it, or null. */
    public abstract Flight.@Nullable Hold flight(ShareHandle<?> handle);

    public abstract void flight(ShareHandle<?> handle, Flight.Hold hold);

    /** Writes down that it was reported as held for too long. */
    public abstract void reported(ShareHandle<?> handle);

    /** Ends the share for whoever holds it, calls inside or not; gives whether this call is to release it. */
    public abstract boolean revoke(ShareHandle<?> handle);

    /** How many that were made from the share are to be ended; at least 1 while whoever has taken them is ending them. */
    public abstract int children(ShareHandle<?> handle);

    /** What was made from the share, newest first, for whoever asks first, as often as it asks; null for others. */
    public abstract @Nullable List<LeaseChild> takeChildren(ShareHandle<?> handle, Object asker);

    public abstract void endWithLease(LeaseChild child) throws Exception;

    /** Writes down how the share ended. */
    public abstract void ended(ShareHandle<?> handle, LeaseEnd end, long coarseNow);
}
