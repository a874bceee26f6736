package io.leasehold.internal;

import io.leasehold.Endpoint;
import io.leasehold.spi.LeaseHandle;

/** An endpoint without a pool, which takes whatever room it is granted; for laws about the room of a group alone. */
final class Guest extends EndpointRoom<String, LeaseHandle<String>> {
    volatile int opens;

    /** None of what is under test asks the group for anything. */
    @SuppressWarnings("NullAway")
    Guest() {
        super(null, Endpoint.of("guest"));
    }

    @Override
    void granted() {
        opens = opens + 1;
    }
}
