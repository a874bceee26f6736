package io.leasehold.spi;

import io.leasehold.internal.DriverName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The only one who touches the real shared resource: opens it, makes a holder's handle of it, checks, closes and aborts it.
 * Implementations must be safe for use by many threads.
 *
 * @param <K> the key
 * @param <R> the resource
 * @param <H> the handle a holder gets
 */
public interface SharedResourceFactory<K, R, H extends ShareHandle<R>> {

    /**
     * Opens the resource of a key. Runs on a worker, for nobody in particular; given up (the worker interrupted) after the
     * open timeout, and what it yields late is closed at once. It may acquire from other pools and other keys, not from its
     * own.
     *
     * @param key the object that the acquire which began this open was given: equal to others of the same value, and free to
     *     carry what an open needs beside it
     * @throws Exception if it cannot be opened; everybody who waits for it gets an error of its own with this cause
     */
    R open(K key) throws Exception;

    /**
     * Takes from the thread whose acquire begins an open what the open needs of it, an identity for one; the open, on its
     * worker, then runs within it. Runs on the acquirer's thread, and must only read.
     *
     * @return null if the open needs nothing of the caller
     */
    default @Nullable CallerContext callerContext(K key) {
        return null;
    }

    /**
     * Makes the handle of a new share. Runs on the acquirer's thread on the fastest path there is, and is bounded by nothing:
     * it must only construct.
     */
    H share(R resource, Grant<R> grant);

    /**
     * Tells whether the resource is alive, while holders use it. Runs on a worker; given up after the check timeout. What is
     * not alive is retired, its holders kept.
     *
     * @param timeout how long the check should take at most
     * @throws Exception taken as "dead"
     */
    boolean check(R resource, Duration timeout) throws Exception;

    /**
     * Closes a resource that no holder has. Called once. Runs on a worker; after the close timeout it is aborted, and if that
     * does not help it is given up as lost.
     */
    void close(R resource) throws Exception;

    /**
     * Cuts a resource off whose close hangs. Runs on a worker; bounded by the close timeout. Returning normally means that it
     * is closed; an abort that does nothing must not return normally.
     */
    void abort(R resource) throws Exception;

    /** How errors, logs and events call a key; must hold no secret. By default the key's own text. */
    default String textOf(K key) {
        return String.valueOf(key);
    }

    /**
     * What logs, flight recordings and refusals say of an error: only what is known to hold no secret. The error itself goes as it is to
     * whoever asks for it: as a cause, or from an event or a snapshot. Runs on any thread; must not touch the network. By default the
     * error's own text.
     */
    default String textOfError(Throwable error) {
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
