package io.leasehold.gateway.internal.operation;

import java.util.ArrayList;
import java.util.List;

/**
 * What is due by time for one operation, and is called off when it cannot matter any more: so that one that is gone is remembered by
 * nothing. Safe for any number of threads.
 *
 * <p>Either who adds one finds that it is too late, and calls it off, or who ends the operation finds it: both look under the lock.
 */
final class OperationTimers {

    private final Guard guard = new Guard();
    private final List<Deadlines.Deadline> untilOver = new ArrayList<>();
    private final List<Deadlines.Deadline> untilClosed = new ArrayList<>();
    private boolean isOver;
    private boolean isClosed;

    /** Is called off once the operation is over. */
    void untilOver(Deadlines.Deadline deadline) {
        boolean isTooLate = guard.test(() -> {
            untilOver.add(deadline);
            return isOver;
        });
        if (isTooLate) {
            deadline.callOff();
        }
    }

    /** Is called off once the operation is closed; one at a time, the one before has been acted on. */
    void untilClosed(Deadlines.Deadline deadline) {
        boolean isTooLate = guard.test(() -> {
            untilClosed.clear();
            untilClosed.add(deadline);
            return isClosed;
        });
        if (isTooLate) {
            deadline.callOff();
        }
    }

    void over() {
        guard.run(() -> isOver = true);
        callOff(untilOver);
    }

    void closed() {
        guard.run(() -> isClosed = true);
        callOff(untilClosed);
    }

    private void callOff(List<Deadlines.Deadline> which) {
        List<Deadlines.Deadline> set = guard.get(() -> {
            List<Deadlines.Deadline> all = List.copyOf(which);
            which.clear();
            return all;
        });
        set.forEach(Deadlines.Deadline::callOff);
    }
}
