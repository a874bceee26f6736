package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: of an acquire and the end of a grace, while the last share is being returned, never both succeed. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "Revived, or closed.")
@Outcome(expect = FORBIDDEN, desc = "Closed under a share, or it was open and took no share.")
@State
public class P1NothingIsClosedUnderAShare {
    private final Seat<Object> seat = BareShared.shared("last");
    private final SharedResource<Object> resource = seat.of();

    @Actor
    public void acquirer(ZZ_Result result) {
        result.r1 = BareShared.share(resource, "acquirer") != null;
    }

    @Actor
    public void lastHolderThenUpkeep(ZZ_Result result) {
        resource.release(seat, "last");
        result.r2 = resource.closeIdle(RetireReason.IDLE);
    }
}
