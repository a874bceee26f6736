package io.leasehold.gateway.internal.operation;

import io.leasehold.session.Held;
import org.jspecify.annotations.Nullable;

/**
 * The session's hold on what an operation came to, so that a drain waits until its client knows. Safe for any number of threads.
 *
 * <p>It is held once at most, and never beyond the close of the operation: whoever holds it looks under the lock whether it was closed,
 * and who closes it says so under the lock before it looks what to release; one of the two finds the other.
 */
final class ResultHold {

    private final Guard guard = new Guard();
    private @Nullable Held held;
    private boolean isClosed;
    private boolean isTold;

    /** The session holds it; released at once if it was closed meanwhile, or is held already. */
    void held(Held hold) {
        boolean isNeeded = guard.test(() -> {
            boolean isFirst = held == null && !isClosed;
            held = isFirst ? hold : held;
            return isFirst;
        });
        if (!isNeeded) {
            hold.release();
        }
    }

    /** Its client knows all of it; false if that was said before. */
    boolean isToldFirst() {
        return guard.test(() -> {
            boolean isFirst = !isTold;
            isTold = true;
            return isFirst;
        });
    }

    /** No drain need wait for it. */
    void release() {
        Held taken = guard.get(() -> held);
        if (taken != null) {
            taken.release();
        }
    }

    /** It is held no more, and never again. */
    void close() {
        guard.run(() -> isClosed = true);
        release();
    }
}
