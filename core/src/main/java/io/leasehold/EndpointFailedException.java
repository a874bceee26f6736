package io.leasehold;

import java.time.Duration;

/**
 * The endpoint failed a short while ago, so nothing is tried on it at present. Its message says when it failed, why, and when it is
 * tried again; its cause is what the open threw.
 */
public final class EndpointFailedException extends CannotOpenException {

    private static final long serialVersionUID = 1L;

    private final transient Endpoint endpoint;
    private final transient EndpointFailure failure;

    public EndpointFailedException(
            String message, Endpoint endpoint, EndpointFailure failure, PoolSnapshot snapshot, Duration waited) {
        super(message, failure.cause(), snapshot, waited);
        this.endpoint = endpoint;
        this.failure = failure;
    }

    /** The endpoint that was asked for. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /** What failed there, and when it is tried again. */
    public EndpointFailure failure() {
        return failure;
    }
}
