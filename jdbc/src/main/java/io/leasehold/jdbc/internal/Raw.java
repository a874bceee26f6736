package io.leasehold.jdbc.internal;

import java.lang.ref.Reference;
import java.sql.SQLException;
import java.sql.Wrapper;
import org.jspecify.annotations.Nullable;

/** The ways from a handle to the driver's own object. Stateless. */
final class Raw {

    private Raw() {}

    /**
     * What the driver gets for an argument: its own object for a handle of the same lease. A handle of another lease stays
     * one, so that what the driver reads from it still goes through that lease's fence.
     */
    @SuppressWarnings("unchecked")
    static <T> T of(FencedConnection lease, T argument) {
        if (argument instanceof DriverObject handle && handle.lease() == lease) {
            return (T) handle.raw();
        }
        return argument;
    }

    /** As {@link #of} for each element; the array is copied if one changes. */
    static Object @Nullable [] ofAll(FencedConnection lease, Object @Nullable [] arguments) {
        if (arguments == null) {
            return null;
        }
        Object[] converted = arguments;
        for (int i = 0; i < arguments.length; i++) {
            Object raw = of(lease, arguments[i]);
            if (raw != arguments[i]) {
                converted = converted == arguments ? arguments.clone() : converted;
                converted[i] = raw;
            }
        }
        return converted;
    }

    /** The handle itself for the interfaces it has; else the driver's object, which is given out of the fence by that. */
    static <T> T unwrap(Wrapper handle, FencedConnection lease, Wrapper delegate, Class<T> type) throws SQLException {
        if (type.isInstance(handle)) {
            return type.cast(handle);
        }
        int mark = lease.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw lease.endedError();
        }
        try {
            T raw = type.isInstance(delegate) ? type.cast(delegate) : delegate.unwrap(type);
            lease.rawGivenOut();
            return raw;
        } catch (SQLException | RuntimeException | Error e) {
            throw lease.callFailed(e);
        } finally {
            lease.leaveCall(mark);
            Reference.reachabilityFence(handle);
        }
    }

    static boolean isWrapperFor(Wrapper handle, FencedConnection lease, Wrapper delegate, Class<?> type)
            throws SQLException {
        if (type.isInstance(handle)) {
            return true;
        }
        int mark = lease.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw lease.endedError();
        }
        try {
            return type.isInstance(delegate) || delegate.isWrapperFor(type);
        } catch (SQLException | RuntimeException | Error e) {
            throw lease.callFailed(e);
        } finally {
            lease.leaveCall(mark);
            Reference.reachabilityFence(handle);
        }
    }
}
