package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The thread was interrupted while it waited. Its interrupt flag is set again. */
public final class AcquireInterruptedException extends AcquireException {

    private static final long serialVersionUID = 1L;

    public AcquireInterruptedException(
            String message, @Nullable Throwable cause, PoolSnapshot snapshot, Duration waited) {
        super(message, cause, snapshot, waited);
    }
}
