package io.leasehold.internal;

import io.leasehold.RetireReason;
import org.jspecify.annotations.Nullable;

/**
 * How a lease ended; the handle keeps it for whoever uses it afterwards. Immutable.
 *
 * @param kind which way
 * @param reason why the resource was not lent again, or null if it was
 * @param by the name of the thread that ended it, or null for the owner; if against the holder's will, why, as a sentence
 * @param cause the error behind it, or null
 */
public record LeaseEnd(
        Kind kind,
        @Nullable RetireReason reason,
        @Nullable String by,
        @Nullable Throwable cause) {

    /** The common end, without an allocation: the owner returned it. */
    public static final LeaseEnd RETURNED_BY_OWNER = new LeaseEnd(Kind.RETURNED, null, null, null);

    private static final int TICK_SHIFT = 26;

    /** Coarse time in units of 2^26 ns (67 ms), which wrap after four years; never 0, which says that the lease has not ended. */
    public static int tick(long coarseNanos) {
        return (int) (coarseNanos >> TICK_SHIFT) | 1;
    }

    /** The nanoseconds from one tick to another. */
    public static long between(int earlier, int later) {
        return (long) Math.max(0, later - earlier) << TICK_SHIFT;
    }

    /** The ways a lease ends. */
    public enum Kind {
        RETURNED("returned"),
        RETIRED("retired"),
        REVOKED("revoked"),
        ABANDONED("taken back as abandoned");

        public final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Whether the pool ended it while its holder still held it. */
    public boolean againstHoldersWill() {
        return kind == Kind.REVOKED || kind == Kind.ABANDONED;
    }
}
