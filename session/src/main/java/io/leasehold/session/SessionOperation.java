package io.leasehold.session;

/**
 * Something that runs for a session, such as a query: it waits, runs, and is over when it is closed. A cancel is remembered,
 * however early it comes. Safe for any number of threads.
 */
public interface SessionOperation extends AutoCloseable {

    String name();

    OperationState state();

    /**
     * It begins to run, and can be cancelled from now on.
     *
     * @param canceller called once at most, on a worker, if it is cancelled before it is closed; it may be under way still when
     *     {@link #close} returns
     * @return false if it was cancelled or closed before: it must not run
     */
    boolean start(AutoCloseable canceller);

    /**
     * Cancels it. The end of its session does so as well, and detaching if it waits.
     *
     * @return false if it was cancelled before, or is over
     */
    boolean cancel();

    /** It is over, whatever came of it. */
    @Override
    void close();
}
