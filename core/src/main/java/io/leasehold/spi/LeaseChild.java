package io.leasehold.spi;

import org.jspecify.annotations.Nullable;

/**
 * Something made from a leased resource that ends with the lease: a statement, a scanner. It is its lease's from
 * {@link LeaseHandle#addChild} until {@link LeaseHandle#removeChild} or the end of the lease. The links are the lease's;
 * threading is that of the lease.
 */
public abstract class LeaseChild {

    /** Neighbours in the owner's list; touched by the owner in a call of its own, or by whoever ended the lease. */
    @Nullable LeaseChild older;

    @Nullable LeaseChild newer;

    /** Set when another thread removed it from the owner's list, which that thread may not touch. */
    volatile boolean removed;

    /** For subclasses. */
    protected LeaseChild() {}

    /**
     * Ends it because its lease ends; newest first, on the thread that ends the lease, with no call inside.
     *
     * @throws Exception destroys the resource
     */
    protected abstract void endWithLease() throws Exception;
}
