package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** P1: of an owner and another thread that return the same lease, the one that comes too late changes nothing of the next. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "The next holder, and that it wants a reset, stand as it left them.")
@Outcome(expect = FORBIDDEN, desc = "The next lease is unknown to the pool, or ends without its reset.")
@State
public class P1AStaleReturnLeavesTheNextLeaseAlone {
    private final BarePool bare = new BarePool();
    private final Place<Object> place = bare.idle();
    private volatile @Nullable ResourceLease<Object> lease;
    private @Nullable ResourceLease<Object> next;

    public P1AStaleReturnLeavesTheNextLeaseAlone() {
        bare.pool.fenceLeases();
    }

    private @Nullable ResourceLease<Object> acquire() {
        Place<Object> free = bare.pool.takeIdle(1);
        return free == null ? null : bare.pool.lend(free, free.granted, 1, -1);
    }

    @Actor
    public void owner() {
        ResourceLease<Object> own = acquire();
        if (own != null) {
            lease = own;
            own.close();
        }
    }

    @Actor
    public void otherThenNext() {
        ResourceLease<Object> others = lease;
        for (int i = 0; others == null && i < 1_000; i++) {
            others = lease;
        }
        if (others == null) {
            return;
        }
        others.close();
        ResourceLease<Object> own = acquire();
        if (own != null) {
            place.markForReset();
            next = own;
        }
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = next == null || (place.needsReset && place.box.handle() == next);
    }
}
