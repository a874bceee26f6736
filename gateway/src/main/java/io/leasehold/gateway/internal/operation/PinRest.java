package io.leasehold.gateway.internal.operation;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The time for which a transaction waits for its next statement. Guarded by the session's lock.
 *
 * <p>What is due may have no thread yet when a statement comes, and cannot be called off then. So each rest has a number, by which who
 * comes late finds that it is over, though another may have begun.
 */
final class PinRest {

    private int number;
    private Deadlines.@Nullable Deadline end;

    /** @param tooLong is given the number of this rest, on a thread of its own and without the lock */
    void begin(Operations operations, IntConsumer tooLong) {
        int begun = ++number;
        end = operations.deadlines().in(operations.settings().transactionIdle(), () -> tooLong.accept(begun));
    }

    /** A statement comes, or there is no transaction any more. */
    void end() {
        Deadlines.Deadline set = end;
        end = null;
        if (set != null) {
            set.callOff();
        }
    }

    /** Whether no other has begun since. */
    boolean isLast(int rest) {
        return rest == number;
    }
}
