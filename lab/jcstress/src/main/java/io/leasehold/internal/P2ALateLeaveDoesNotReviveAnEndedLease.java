package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** P2: a foreign call that leaves while the lease is ended takes itself off the count and changes nothing else. */
@JCStressTest
@Outcome(id = "3, 0", expect = ACCEPTABLE, desc = "ENDING, and nobody inside.")
@Outcome(expect = FORBIDDEN, desc = "The status was overwritten or the count drifted.")
@State
public class P2ALateLeaveDoesNotReviveAnEndedLease {
    private final Place<Bare.Counter> place = Bare.leased();

    public P2ALateLeaveDoesNotReviveAnEndedLease() {
        place.enterForeign(Bare.TOKEN);
    }

    @Actor
    public void foreigner() {
        place.leaveForeign();
    }

    @Actor
    public void ender() {
        place.startEnding(Bare.TOKEN);
    }

    @Arbiter
    public void after(II_Result result) {
        result.r1 = PlaceWord.status(place.word());
        result.r2 = PlaceWord.calls(place.word());
    }
}
