package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Turn;
import io.leasehold.gateway.internal.result.ReadAhead;
import org.jspecify.annotations.Nullable;

/**
 * An operation that did not end well: what it was then, and so what is to be stopped.
 *
 * @param flight what has to be cancelled, or null
 * @param isEarly whether its client closed it while its rows were read
 */
record OperationCut(
        Phase how,
        ClientErrorException why,
        boolean waited,
        @Nullable Turn turn,
        @Nullable InFlight flight,
        @Nullable ReadAhead rows,
        boolean isEarly) {}
