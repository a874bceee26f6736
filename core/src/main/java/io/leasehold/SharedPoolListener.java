package io.leasehold;

/**
 * Is told what happens in a shared pool, after the state has changed and with no lock held, at most once for each thing and
 * in no promised order between resources.
 *
 * <p>{@link #acquired}, {@link #returned}, {@link #waited} and {@link #timedOut} run on the caller's thread, and their time
 * is added to the caller's; the rest run on workers. What a listener throws is logged and otherwise ignored.
 * Implementations must be safe for use by many threads.
 */
public interface SharedPoolListener {

    /** A resource was opened; the duration is the open's. */
    default void opened(SharedPoolEvent event) {}

    /** An open failed; the cause says how. */
    default void openFailed(SharedPoolEvent event) {}

    /** A share was granted; the duration is the wait, zero if there was none. */
    default void acquired(SharedPoolEvent event) {}

    /** A share was given back by its holder; the duration is the hold. */
    default void returned(SharedPoolEvent event) {}

    /** A resource will never be shared again; holders it has keep it for now. */
    default void retired(SharedPoolEvent event) {}

    /** A resource was closed, after its last share. */
    default void closed(SharedPoolEvent event) {}

    /** A share was ended against its holder's will; the duration is the hold. */
    default void revoked(SharedPoolEvent event) {}

    /** A share is held for longer than {@link SharedPoolConfig#shareReportAfter()}. */
    default void overdue(SharedPoolEvent event) {}

    /** A share's handle became garbage without being closed; told once, whether it is taken back or not. */
    default void abandoned(SharedPoolEvent event) {}

    /** Something made from a share could not be ended with it, or not in time; the cause says how. */
    default void childFailed(SharedPoolEvent event) {}

    /** An acquire had to wait; the duration is the wait. Told before {@link #acquired}. */
    default void waited(SharedPoolEvent event) {}

    /** An acquire ended without a share; the cause is what the caller gets. */
    default void timedOut(SharedPoolEvent event) {}

    /** An open or close hangs and was given up; the resource is lost. */
    default void lost(SharedPoolEvent event) {}
}
