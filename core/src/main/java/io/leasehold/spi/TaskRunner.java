package io.leasehold.spi;

import io.leasehold.internal.Engine;

/**
 * Where a pool's work in the background runs. The default, one housekeeper and one elastic set of daemon workers, serves
 * all pools in the JVM and ends with the last of them. Implementations must be safe for use by many threads.
 */
public interface TaskRunner {

    /**
     * The default: what is built beside pools, as a registry of sessions is, has its work done by the same threads. They are
     * there while an upkeep is registered; a task handed in without one runs as well, on a thread that ends with it.
     */
    static TaskRunner shared() {
        return Engine.SHARED;
    }

    /** Runs the task soon on a worker, never on the calling thread. It may block; it does not throw. */
    void execute(Runnable task);

    /** Has the upkeep run now and then, from when it is registered until the registration is closed. */
    Registration register(Upkeep upkeep);

    /** Whether work proceeds while the caller waits for it; a runner that a test steps by hand says no. */
    default boolean runsByItself() {
        return true;
    }

    /** Work that is due by time. Runs on the housekeeper: it must not block, nor run a driver's or a user's code. */
    interface Upkeep {

        /**
         * Does what is due.
         *
         * @param now the ticker's exact time
         * @return after how many nanoseconds it next wants to run, 0 or more
         */
        long run(long now);

        /** The clock stood still for more than a second: nothing that was known to be alive is known to be so still. */
        default void stalled() {}
    }

    /** An upkeep that is registered. */
    interface Registration extends AutoCloseable {

        /** Has the upkeep run soon, whatever time it last asked for. */
        void wake();

        /** Ends it: it may be running now, but will not be run again. */
        @Override
        void close();
    }
}
