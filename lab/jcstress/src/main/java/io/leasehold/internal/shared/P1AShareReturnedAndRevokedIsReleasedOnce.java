package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P1, shared: of a return and a revoke of one share one ends it, and it is released once. */
@JCStressTest
@Outcome(
        id = {"true, false, true", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "One won, and its share is gone.")
@Outcome(expect = FORBIDDEN, desc = "Both did, or none, or the share is not gone.")
@State
public class P1AShareReturnedAndRevokedIsReleasedOnce {
    private final BareShared.Bare handle = BareShared.handle();

    @Actor
    public void holder(ZZZ_Result result) {
        result.r1 = handle.giveBack();
    }

    @Actor
    public void revoker(ZZZ_Result result) {
        result.r2 = BareShared.revoke(handle);
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = BareShared.of(handle).isIdle();
    }
}
