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
    private final long seen = resource.word();

    @Actor
    public void holder(ZZ_Result result) {
        result.r1 = resource.share();
        if (result.r1) {
            resource.release();
        }
    }

    @Actor
    public void upkeep(ZZ_Result result) {
        result.r2 = resource.closeIdle(seen, RetireReason.IDLE);
    }
}
