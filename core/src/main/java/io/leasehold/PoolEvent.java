package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a pool, told after it happened. Immutable.
 *
 * @param pool the pool's name
 * @param resource which resource, a number that is unique in its pool; 0 if none is meant
 * @param duration how long it took or lasted: the open, the wait, the hold, or the idleness of what is retired
 * @param reason why it was retired, or null
 * @param holder who held it, or null
 * @param cause the error behind it, or null
 */
public record PoolEvent(
        String pool,
        long resource,
        Duration duration,
        @Nullable RetireReason reason,
        @Nullable HolderSnapshot holder,
        @Nullable Throwable cause) {

    /** Of the cause its class alone: what it says may repeat what the resource was asked to do. */
    @Override
    public String toString() {
        return "PoolEvent[pool=" + pool + ", resource=" + resource + ", duration=" + duration + ", reason=" + reason
                + ", holder=" + holder + ", cause="
                + (cause == null ? null : cause.getClass().getName()) + "]";
    }
}
