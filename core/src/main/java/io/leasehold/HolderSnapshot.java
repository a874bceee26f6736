package io.leasehold;

import java.time.Duration;
import java.util.List;

/**
 * Who holds a resource. Immutable.
 *
 * @param thread the name of the thread that acquired it
 * @param threadId that thread's id
 * @param held for how long, exact to about 50 ms
 * @param site where in the code it was acquired, innermost frame first; empty if this acquire was not sampled
 * @param overdue whether the lease was reported as held past {@link PoolConfig#leaseReportAfter()}
 */
public record HolderSnapshot(
        String thread, long threadId, Duration held, List<StackTraceElement> site, boolean overdue) {

    public HolderSnapshot {
        site = List.copyOf(site);
    }
}
