package io.leasehold.internal;

import io.leasehold.spi.HandlePool;
import io.leasehold.spi.LeaseHandle;
import org.jspecify.annotations.Nullable;

/** The pool itself. */
public abstract class EnginePool<R, H extends LeaseHandle<R>> implements HandlePool<R, H> {

    public abstract boolean quickReturns();
    public abstract long coarseNanos();
    public abstract void afterQuickReturn();
    public abstract void suspectSiblings();
    public abstract Ending<R, H> ending();
    public abstract String endedText(LeaseHandle<R> handle, @Nullable LeaseEnd end, long endedAt);
}
