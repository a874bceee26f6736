package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: an owner that marked its call and then found that its lease had become shared takes its mark back. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "It entered, and left.")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It must enter as any other, and is outside until then.")
@Outcome(expect = FORBIDDEN, desc = "It counts as inside for good: its resource is destroyed for nothing.")
@State
public class P2ARefusedOwnerLeavesNoMark {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        result.r1 = place.enterOwner(Bare.TOKEN) >= 0;
        if (result.r1) {
            place.leaveOwner(Bare.TOKEN, 0);
        }
    }

    @Actor
    public void foreigner() {
        place.enterForeign(Bare.TOKEN);
        place.leaveForeign();
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r2 = place.ownerInside(Bare.TOKEN);
    }
}
