package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: a call made inside a call, which enters without a fence of its own, is covered by the outer mark. */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It entered and was seen.")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It was refused.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "It was refused, but a mark was seen.")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "Inside a resource that will be lent again.")
@State
public class P2ANestedCallNeedsNoFence {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        if (place.enterOwner(Bare.TOKEN) >= 0) {
            result.r1 = place.enterOwner(Bare.TOKEN) >= 0;
        }
    }

    @Actor
    public void ender(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) == -1 || place.ownerInside(Bare.TOKEN);
    }
}
