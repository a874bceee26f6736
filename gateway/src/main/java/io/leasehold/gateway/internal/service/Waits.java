package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import java.time.Duration;
import java.util.concurrent.Future;

/** How calls wait for what other threads do. */
final class Waits {

    private static final Duration STEP = Duration.ofSeconds(10);

    private Waits() {}

    /** Waits until it is done, however long that takes: what is waited for has an end of its own, or its client has. */
    static void untilDone(Caller caller, Future<?> work) throws ClientGoneException, InterruptedException {
        while (!caller.await(work, STEP)) {
            // Its client is still there.
        }
    }
}
