package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import org.jspecify.annotations.Nullable;

/**
 * Something that a client is to be told. Read under the session's lock.
 *
 * @param of an operation whose failure tells as much, or null
 */
record Notice(ClientErrorException why, @Nullable Operation of) {

    /** Null if there is nothing to tell. */
    static @Nullable Notice of(@Nullable ClientErrorException why) {
        return why == null ? null : new Notice(why, null);
    }

    /** What was sent behind a BEGIN that began nothing would run outside of a transaction, and be kept; null of what is none. */
    static @Nullable Notice ofNoBegin(Operation operation) {
        return operation.work().leaves() == Work.Leaves.TRANSACTION ? new Notice(PinWords.notBegun(), operation) : null;
    }

    /** That an operation has ended well tells nothing of what it left. */
    boolean isToldBy(Operation heard, @Nullable ClientErrorException error) {
        return why == error || heard == of && error != null;
    }

    boolean isHeard() {
        return of != null && of.hearing().isHeard();
    }

    /** Whether a client has sent this when it had heard. */
    boolean isKnownTo(Operation sent) {
        return of != null && sent.hearing().isSentBehind(of.hearing());
    }
}
