package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P2, shared: a call that is inside when its share is returned releases it when it leaves, once; one that comes later is refused. */
@JCStressTest
@Outcome(
        id = {"true, true, true", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "Entered or refused, and the share was released once, with nobody inside.")
@Outcome(expect = FORBIDDEN, desc = "Released under a call, twice, or not at all.")
@State
public class P2ACallInsideHoldsItsShareUntilItLeaves {
    private final BareShared.Bare handle = BareShared.handle();
    private final SharedResource<Object> resource = BareShared.of(handle);
    private volatile boolean closedUnderACall;

    @Actor
    public void caller(ZZZ_Result result) {
        boolean entered = handle.in();
        if (entered) {
            closedUnderACall = resource.isIdle();
            handle.out();
        }
        result.r1 = entered;
    }

    @Actor
    public void returner() {
        handle.giveBack();
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r2 = !closedUnderACall;
        result.r3 = resource.isIdle();
    }
}
