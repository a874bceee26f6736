package io.leasehold;

/**
 * Is told what happens in a pool, after the state has changed and with no lock held, at most once for each thing and in
 * no promised order between resources.
 *
 * <p>{@link #acquired}, {@link #returned}, {@link #waited} and {@link #timedOut} run on the caller's thread, and their time
 * is added to the caller's; the rest run on workers. What a listener throws is logged and otherwise ignored.
 * Implementations must be safe for use by many threads.
 */
public interface PoolListener {

    /** A resource was opened; the duration is the open's. */
    default void opened(PoolEvent event) {}

    /** An open failed; the cause says how. */
    default void openFailed(PoolEvent event) {}

    /** A lease was granted; the duration is the wait, zero if there was none. */
    default void acquired(PoolEvent event) {}

    /** A lease was returned by its holder; the duration is the hold. */
    default void returned(PoolEvent event) {}

    /** A resource will never be lent again; the duration is how long it had been idle, zero if it was leased. */
    default void retired(PoolEvent event) {}

    /** A lease was ended against its holder's will; the duration is the hold. */
    default void revoked(PoolEvent event) {}

    /** A lease is held for longer than {@link PoolConfig#leaseReportAfter()}. */
    default void overdue(PoolEvent event) {}

    /** An acquire had to wait; the duration is the wait. Told before {@link #acquired}. */
    default void waited(PoolEvent event) {}

    /** An acquire ended without a lease; the cause is what the caller gets. */
    default void timedOut(PoolEvent event) {}

    /** An open, check or close hangs in the driver and was given up; the resource is lost. */
    default void lost(PoolEvent event) {}
}
