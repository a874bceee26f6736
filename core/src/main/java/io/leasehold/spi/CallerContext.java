package io.leasehold.spi;

import java.util.concurrent.Callable;

/**
 * Who an open is done for: an identity, or whatever else an adapter takes from the thread that acquires and puts on the worker while
 * that opens. Workers carry nobody's identity otherwise. Implementations must be immutable.
 */
@FunctionalInterface
public interface CallerContext {

    /**
     * Runs the task as the caller; whatever it puts on the thread it has taken off again when it returns or throws.
     *
     * @throws Exception what the task throws
     */
    <T> T call(Callable<T> task) throws Exception;
}
