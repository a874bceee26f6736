package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * P2: where a place goes on whose owner has not noticed that its lease was ended, the mark which that owner stores and undoes over the
 * next owner's hides no call of the next owner from whoever ends the next lease.
 */
@JCStressTest
@Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The first owner was seen: there was no next lease.")
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The next owner is inside, and is seen.")
@Outcome(expect = FORBIDDEN, desc = "Inside a resource that will be lent again.")
@State
public class P2ALateMarkHidesNoCallOfTheNextOwner {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void staleOwner() {
        int mark = place.enterOwner(Bare.TOKEN);
        if (mark >= 0) {
            place.leaveOwner(Bare.TOKEN, mark);
        }
    }

    /** The next owner makes a call inside a call, and is still inside the outer one when its lease is ended. */
    @Actor
    public void enderThenNextOwner(ZZ_Result result) {
        long ended = place.startEnding(Bare.TOKEN);
        if (place.ownerInside(Bare.TOKEN) || !place.goOn(ended, Bare.NEXT)) {
            return;
        }
        place.grant(Bare.NEXT);
        result.r1 = place.enterOwner(Bare.NEXT) >= 0 || place.enterForeign(Bare.NEXT);
        int nested = place.enterOwner(Bare.NEXT);
        if (nested >= 0) {
            place.leaveOwner(Bare.NEXT, nested);
        }
        ended = place.startEnding(Bare.NEXT);
        result.r2 = PlaceWord.calls(ended) == 0 && !place.ownerInside(Bare.NEXT);
    }
}
