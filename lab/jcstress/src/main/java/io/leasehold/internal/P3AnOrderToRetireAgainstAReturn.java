package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P3: what is ordered away while its holder returns it is retired by one of the two, or not lent before it was looked at. */
@JCStressTest
@Outcome(
        id = {"true, false"},
        expect = ACCEPTABLE,
        desc = "The lease has ended, and nobody is lent the resource as it is.")
@Outcome(expect = FORBIDDEN, desc = "It is lent on as if nothing had been said, or the lease stands.")
@State
public class P3AnOrderToRetireAgainstAReturn {
    private final BarePool bare = new BarePool();
    private final Place<Object> place = bare.idle();
    private final ResourceLease<Object> lease;

    public P3AnOrderToRetireAgainstAReturn() {
        lease = bare.pool.acquire(0);
    }

    @Actor
    public void holder() {
        lease.close();
    }

    @Actor
    public void operator() {
        bare.pool.destruction.retireAll(RetireReason.RETIRE_ALL);
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r1 = !place.isLeaseOf(place.word());
        result.r2 = bare.isLendable(place);
    }
}
