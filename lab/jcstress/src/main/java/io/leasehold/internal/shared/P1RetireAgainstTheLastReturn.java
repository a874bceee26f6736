package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: of a retirement and the last return one has the resource closed. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One closes.")
@Outcome(expect = FORBIDDEN, desc = "Both do, or none.")
@State
public class P1RetireAgainstTheLastReturn {
    private final Seat<Object> seat = BareShared.shared("last");
    private final SharedResource<Object> resource = seat.of();

    @Actor
    public void retirer(ZZ_Result result) {
        result.r1 = resource.retire(RetireReason.RETIRED) == SharedResource.Left.CLOSING;
    }

    @Actor
    public void holder(ZZ_Result result) {
        result.r2 = resource.release(seat, "last") == SharedResource.Left.CLOSING;
    }
}
