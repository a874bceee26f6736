package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Fewer resources than the maximum are open, because opening them fails or hangs; the cause is the last failure, if any. */
public sealed class CannotOpenException extends AcquireException permits EndpointFailedException {

    private static final long serialVersionUID = 1L;

    public CannotOpenException(String message, @Nullable Throwable cause, PoolSnapshot snapshot, Duration waited) {
        super(message, cause, snapshot, waited);
    }
}
