package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** All places stayed leased, or were being reset or checked, until the deadline; or the line of waiters was full. */
public final class PoolFullException extends AcquireException {

    private static final long serialVersionUID = 1L;

    public PoolFullException(String message, @Nullable Throwable cause, PoolSnapshot snapshot, Duration waited) {
        super(message, cause, snapshot, waited);
    }
}
