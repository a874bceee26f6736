package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** P3: where one call demands that the resource goes with the lease, and another that the lease ends, the lease ends. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "The lease ends.")
@Outcome(expect = FORBIDDEN, desc = "The lesser was written over it, or it was forgotten: the lease goes on.")
@State
public class P3OfTwoDemandsTheGraverStands {
    private static final Condemnation LESSER = new Condemnation(RetireReason.UNKNOWN_STATE, null, false, false);
    private static final Condemnation GRAVER = new Condemnation(RetireReason.BROKEN, null, true, false);

    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void cancelled() {
        place.demand(LESSER);
    }

    @Actor
    public void broken() {
        place.demand(GRAVER);
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = place.condemned == GRAVER;
    }
}
