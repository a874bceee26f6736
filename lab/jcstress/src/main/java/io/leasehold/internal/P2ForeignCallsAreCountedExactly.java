package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** P2: calls of several threads are counted exactly, and the count returns to zero. */
@JCStressTest
@Outcome(id = "0", expect = ACCEPTABLE, desc = "Nobody is inside any more.")
@Outcome(expect = FORBIDDEN, desc = "The count drifted.")
@State
public class P2ForeignCallsAreCountedExactly {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void first() {
        if (place.enterForeign(Bare.TOKEN)) {
            place.leaveForeign();
        }
    }

    @Actor
    public void second() {
        if (place.enterForeign(Bare.TOKEN)) {
            place.leaveForeign();
        }
    }

    @Arbiter
    public void after(I_Result result) {
        result.r1 = PlaceWord.calls(place.word());
    }
}
