package io.leasehold;

import java.time.Duration;

/**
 * What can be asked of any shared pool while it runs. Every method is safe to call from any thread.
 *
 * @param <K> the key
 */
public interface SharedPoolOperations<K> extends AutoCloseable {

    /** The pool's name, as it stands in errors, logs and events. */
    String name();

    /** A consistent reading of the pool now. It costs a pass over the shares and stops nobody. */
    SharedPoolSnapshot snapshot();

    /**
     * Has none of the key's resources be shared again, what is being opened included; the next acquire opens anew. With
     * {@link Retirement#revokeAfter} it also limits those retired before whose holders were kept.
     *
     * @param how what becomes of those who hold them
     * @param why what was wrong; it is kept for the event and the log
     * @return whether there was anything to retire
     * @throws IllegalStateException if two retired generations of this key have holders still, and those of a third are to
     *     be kept; whatever is held or being opened then goes on. Of a key of several resources, those that nobody held
     *     may have been closed where another thread acquired one at this very moment
     */
    boolean retire(K key, Retirement how, Throwable why);

    /**
     * Retires every resource of every key, as {@link #retire}, but never refuses: where a key has two retired generations
     * with holders, its current one goes on, and the result says so.
     *
     * @return whether all could be retired
     */
    boolean retireAll(Retirement how, Throwable why);

    /**
     * Shares nothing any more, waits until all shares have come back or the timeout has passed, then revokes what is still
     * out and closes the pool. Those who wait to acquire are told at once that the pool is closed.
     *
     * @param timeout how long holders are given, zero or more
     * @return whether every share came back by itself
     */
    boolean drain(Duration timeout);

    /** Drains with no time given: what is out is revoked. A second call does nothing. */
    @Override
    void close();
}
