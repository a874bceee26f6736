package io.leasehold.internal;

import io.leasehold.RetireReason;
import org.jspecify.annotations.Nullable;

/**
 * How a lease ended; the handle keeps it for whoever uses it afterwards. Immutable.
 *
 * @param kind which way
 * @param reason why the resource was not lent again, or null if it was
 * @param by the thread that ended it, or null for the owner
 * @param cause the error behind it, or null
 */
public record LeaseEnd(
        Kind kind,
        @Nullable RetireReason reason,
        @Nullable String by,
        @Nullable Throwable cause) {

    /** The common end, without an allocation: the owner returned it. */
    public static final LeaseEnd RETURNED_BY_OWNER = new LeaseEnd(Kind.RETURNED, null, null, null);

    /** The ways a lease ends. */
    public enum Kind {
        RETURNED("returned"),
        RETIRED("retired"),
        REVOKED("revoked"),
        ABANDONED("taken back as abandoned");

        final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** Whether the pool ended it while its holder still held it. */
    public boolean againstHoldersWill() {
        return kind == Kind.REVOKED || kind == Kind.ABANDONED;
    }
}
