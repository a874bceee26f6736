package io.leasehold.internal;

import io.leasehold.spi.LeaseHandle;
import org.jspecify.annotations.Nullable;

/** Ends. */
public abstract class Ending<R, H extends LeaseHandle<R>> {
    public abstract boolean giveBack(LeaseHandle<R> handle);
    public abstract boolean retire(LeaseHandle<R> handle, @Nullable Throwable why);
    public abstract void afterForeignCall(LeaseHandle<R> handle);
    public abstract void afterOwnerCall(LeaseHandle<R> handle);
}
