package io.leasehold.jdbc.internal;

import io.leasehold.spi.Verdict;

/** Says what an error that a driver threw means for its connection. Used by any thread; must not touch the network. */
@FunctionalInterface
public interface ErrorPolicy {

    /** What the error, with its causes and next exceptions, means. */
    Verdict verdictOn(Throwable error);
}
