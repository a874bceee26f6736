package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: a resource that nobody holds is retired under an acquire, or shared, and then its holder keeps it. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "Closed, or shared and retired.")
@Outcome(expect = FORBIDDEN, desc = "Closed under a share, or neither.")
@State
public class P1RetireAgainstAcquire {
    private final SharedResource<Object> resource = BareShared.idle();

    @Actor
    public void retirer(ZZ_Result result) {
        result.r1 = resource.retire(RetireReason.RETIRED) == SharedResource.Left.CLOSING;
    }

    @Actor
    public void acquirer(ZZ_Result result) {
        result.r2 = BareShared.share(resource, "acquirer") != null;
    }

    /** Who was refused may have been seen by the retirer, and has the housekeeper look. */
    @Arbiter
    public void upkeep(ZZ_Result result) {
        result.r1 |= resource.closeRetired();
    }
}
