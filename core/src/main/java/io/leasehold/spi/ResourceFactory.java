package io.leasehold.spi;

import io.leasehold.internal.DriverName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The only one who touches the real resource: opens it, wraps it for a holder, checks, resets, closes and aborts it.
 * Implementations must be safe for use by many threads; calls for one resource come from one thread at a time, but for
 * {@link #abort}, which may run beside any of them.
 *
 * @param <R> the resource
 * @param <H> the handle a holder gets
 */
public interface ResourceFactory<R, H extends LeaseHandle<R>> {

    /**
     * Opens a resource. Runs on a worker; given up (the worker interrupted) after the open timeout, and what it yields
     * late is closed at once.
     *
     * @throws Exception if it cannot be opened; the pool backs off and tries again while somebody waits
     */
    R open() throws Exception;

    /**
     * Makes the handle of a new lease. Runs on the acquirer's thread on the fastest path there is, and is bounded by
     * nothing: it must only construct.
     */
    H lend(R resource, Grant<R> grant);

    /**
     * Tells whether the resource is alive. Runs on a worker; given up after the check timeout. One whose other side lives, but which
     * is in no state to be lent, throws an {@link UnfitException}.
     *
     * @param timeout how long the check should take at most
     * @return whether it may be lent
     * @throws Exception taken as "dead"
     */
    boolean check(R resource, Duration timeout) throws Exception;

    /**
     * Puts the resource back in order for the next holder. Runs on the returner's thread while the lease still stands,
     * and only if the handle asked for it ({@link LeaseHandle#needsReset()}) and did not take that back, or if the lease was
     * shared between threads;
     * after the reset timeout the resource is aborted from a worker.
     *
     * @throws Exception destroys the resource
     */
    void reset(R resource, H handle) throws Exception;

    /**
     * Closes a resource that no holder has. Runs on a worker; after the close timeout it is aborted, and if that does not
     * help it is given up as lost.
     */
    void close(R resource) throws Exception;

    /**
     * Cuts a resource off, whoever is inside a call on it. Runs on a worker; bounded by the close timeout. Returning
     * normally means that it is closed; an abort that does nothing must not return normally.
     */
    void abort(R resource) throws Exception;

    /**
     * As {@link #abort(Object)}, for a resource whose lease was ended over a call that may be inside: its handle tells what was
     * made from it ({@link LeaseHandle#childrenNow()}), so that what runs can be cancelled where an abort alone does not help.
     *
     * @param handle the handle of the lease that ended, or null if it is not known any more
     */
    default void abort(R resource, @Nullable H handle) throws Exception {
        abort(resource);
    }

    /** What a failed open means. Runs on a worker; must not touch the network. */
    default OpenRefusal refusal(Throwable failure) {
        return OpenRefusal.of(failure);
    }

    /**
     * What the opens that follow take from the calling thread, such as its identity; by default nothing. Called on the thread of an
     * acquire that found nothing to lend, before anything is opened for it; must not block. Opens that nobody waits for use what was
     * taken last.
     */
    default @Nullable CallerContext callerContext() {
        return null;
    }

    /**
     * Whether every acquire goes through {@link #check}, however short the resource was idle: for adapters whose check
     * also prepares it for its holder.
     */
    default boolean checksEachAcquire() {
        return false;
    }

    /**
     * What logs, flight recordings and refusals say of an error: only what is known to hold neither a secret nor anything of what the
     * resource was asked to do. The error itself goes as it is to whoever asks for it: as a cause, or from an event or a snapshot. Runs
     * on any thread; must not touch the network.
     */
    default String textOf(Throwable error) {
        return error.toString();
    }

    /**
     * How logs and events call what hangs or breaks: the driver's class, say. Must not be the resource's own text, which may
     * hold secrets.
     *
     * @param resource null if it has not been opened yet
     */
    default String nameOf(@Nullable R resource) {
        return DriverName.of(resource, this);
    }
}
