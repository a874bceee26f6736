package io.leasehold.internal.shared;

import java.util.List;

/**
 * What is known of a share without its handle. Immutable.
 *
 * @param owner who acquired it
 * @param seat where it sits
 * @param acquiredAt when, in coarse time
 * @param site where in the code, empty if not sampled
 * @param overdue whether it was reported as held for too long
 */
public record ShareFacts(Thread owner, Seat<?> seat, long acquiredAt, List<StackTraceElement> site, boolean overdue) {

    /** What it is a part of. */
    SharedResource<?> resource() {
        return seat.of();
    }
}
