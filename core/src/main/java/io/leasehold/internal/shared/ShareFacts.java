package io.leasehold.internal.shared;

import java.util.List;

/**
 * What is known of a share without its handle. Immutable.
 *
 * @param owner who acquired it
 * @param resource what it is a part of
 * @param segment where it sits
 * @param seat in which seat
 * @param acquiredAt when, in coarse time
 * @param site where in the code, empty if not sampled
 * @param overdue whether it was reported as held for too long
 */
public record ShareFacts(
        Thread owner,
        SharedResource<?> resource,
        Holders.Segment segment,
        int seat,
        long acquiredAt,
        List<StackTraceElement> site,
        boolean overdue) {}
