package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** P12: of an acquire and the close of its pool, nothing is left that is lent or may be lent. */
@JCStressTest
@Outcome(
        id = {"5", "6"},
        expect = ACCEPTABLE,
        desc = "Its place is on its way out.")
@Outcome(expect = FORBIDDEN, desc = "A lease, or a free place, of a pool that is closed.")
@State
public class P12NoLeaseOutlastsAClose {
    private final BarePool bare = new BarePool();
    private final Place<Object> place = bare.idle();

    @Actor
    public void acquirer() {
        bare.pool.takeIdle(1);
    }

    @Actor
    public void closer() {
        bare.pool.shutdown.begin(1);
        bare.pool.shutdown.revokeRest();
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = place.status();
    }
}
