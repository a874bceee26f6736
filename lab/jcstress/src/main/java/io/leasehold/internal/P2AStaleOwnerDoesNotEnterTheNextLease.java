package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: an owner that lost its lease to a foreign end never enters, however late its look. */
@JCStressTest
@Outcome(
        id = {"true, true", "false, true", "false, false"},
        expect = ACCEPTABLE,
        desc = "Seen, or refused.")
@Outcome(id = "true, false", expect = FORBIDDEN, desc = "Inside after the end.")
@State
public class P2AStaleOwnerDoesNotEnterTheNextLease {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        int mark = place.enterOwner(Bare.TOKEN);
        if (mark >= 0) {
            place.leaveOwner(Bare.TOKEN, mark);
            result.r1 = place.enterOwner(Bare.TOKEN) >= 0;
        }
    }

    @Actor
    public void ender(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) == -1 || place.ownerInside(Bare.TOKEN);
    }
}
