package io.leasehold;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a shared pool, told after it happened. Immutable.
 *
 * @param pool the pool's name
 * @param key the key's text, empty if none is meant
 * @param resource which resource, a number that is unique in its pool; 0 if none is meant
 * @param duration how long it took or lasted: the open, the wait, the hold, or the grace of what is retired
 * @param reason why it was retired or revoked, or null
 * @param holder who held it, or null
 * @param cause the error behind it, or null
 */
public record SharedPoolEvent(
        String pool,
        String key,
        long resource,
        Duration duration,
        @Nullable RetireReason reason,
        @Nullable HolderSnapshot holder,
        @Nullable Throwable cause) {}
