package io.leasehold;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of those who hold a resource that is retired. Immutable.
 *
 * @param revokeAfter after which time those who hold it still are revoked, zero or more; null if they are kept
 */
public record Retirement(@Nullable Duration revokeAfter) {

    /** Whoever holds it keeps it until closing it; then it is closed. */
    public static final Retirement KEEP_HOLDERS = new Retirement(null);

    /** @throws IllegalArgumentException if the time is negative */
    public Retirement {
        if (revokeAfter != null && revokeAfter.isNegative()) {
            throw new IllegalArgumentException("revokeAfter " + revokeAfter + ": must be 0 or more");
        }
    }

    /** Whoever holds it still after this time, zero or more, is revoked: its handle then says so. */
    public static Retirement revokeAfter(Duration time) {
        return new Retirement(Objects.requireNonNull(time));
    }

    /** Whether holders are kept for as long as they like. */
    public boolean keepsHolders() {
        return revokeAfter == null;
    }
}
