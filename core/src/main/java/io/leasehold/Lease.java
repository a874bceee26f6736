package io.leasehold;

/**
 * One holder's use of a resource, from acquire until it ends. It may be handed to another thread; its methods are safe
 * to call from any.
 *
 * @param <R> the resource
 */
public interface Lease<R> extends AutoCloseable {

    /**
     * The resource itself. The lease cannot watch over what is done with it, so a lease whose resource was given out is
     * reported when its term is over and is never taken back as abandoned.
     *
     * @throws LeaseEndedException if the lease has ended; the message says how, when and by whom
     */
    R resource();

    /**
     * Ends the lease and has the resource destroyed, since it is known or feared to be broken. Does nothing if the lease
     * has ended.
     *
     * @param why what was wrong; it is kept for the event and the log
     */
    void retire(Throwable why);

    /** Gives the resource back. Only the first call does anything; it never throws because of the pool. */
    @Override
    void close();
}
