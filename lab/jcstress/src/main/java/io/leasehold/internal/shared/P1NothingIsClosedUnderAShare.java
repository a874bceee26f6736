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
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "It was open, and took no share.")
@Outcome(id = "true, true", expect = FORBIDDEN, desc = "Closed under a share.")
@State
public class P1NothingIsClosedUnderAShare {
    private final SharedResource<Object> resource = BareShared.shared();

    @Actor
    public void acquirer(ZZ_Result result) {
        result.r1 = resource.share();
    }

    @Actor
    public void lastHolderThenUpkeep(ZZ_Result result) {
        resource.release();
        result.r2 = resource.closeIdle(resource.word(), RetireReason.IDLE);
    }
}
