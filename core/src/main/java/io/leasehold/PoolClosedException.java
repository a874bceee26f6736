package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The pool is closed or draining. */
public final class PoolClosedException extends AcquireException {

    private static final long serialVersionUID = 1L;

    public PoolClosedException(String message, @Nullable Throwable cause, PoolSnapshot snapshot, Duration waited) {
        super(message, cause, snapshot, waited);
    }
}
