package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: an owner that entered a call and stays inside is seen by whoever ends the lease (Dekker: mark, fence, look). */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It entered and was seen.")
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "It was refused.")
@Outcome(
        id = "false, true",
        expect = ACCEPTABLE,
        desc = "Its mark was seen before it was undone: the resource is destroyed for nothing.")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "Inside a resource that will be lent again.")
@State
public class P2TheOwnersCallIsSeenByAForeignEnd {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        result.r1 = place.enterOwner(Bare.TOKEN) >= 0;
    }

    @Actor
    public void ender(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) == -1 || place.ownerInside(Bare.TOKEN);
    }
}
