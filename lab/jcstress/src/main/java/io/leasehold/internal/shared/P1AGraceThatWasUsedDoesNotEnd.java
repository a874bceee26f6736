package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: a grace that was used in between does not end by what was seen before. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "Used, or ended unused.")
@Outcome(expect = FORBIDDEN, desc = "Ended though it was used, or neither.")
@State
public class P1AGraceThatWasUsedDoesNotEnd {
    private final SharedResource<Object> resource = BareShared.idle();

    {
        resource.beginGrace();
    }

    @Actor
    public void holder(ZZ_Result result) {
        Seat<Object> seat = BareShared.share(resource, "holder");
        result.r1 = seat != null;
        if (seat != null) {
            resource.release(seat, "holder");
        }
    }

    @Actor
    public void upkeep(ZZ_Result result) {
        result.r2 = resource.closeUnused(RetireReason.IDLE);
    }
}
