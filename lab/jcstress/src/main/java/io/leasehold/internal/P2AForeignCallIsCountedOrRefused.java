package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** P2: a call by another thread is counted in the word that the ender leaves, or refused. */
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "It entered and was counted.")
@Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "It was refused.")
@Outcome(expect = FORBIDDEN, desc = "Inside uncounted, or counted and never inside.")
@State
public class P2AForeignCallIsCountedOrRefused {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void foreigner(ZI_Result result) {
        result.r1 = place.enterForeign(Bare.TOKEN);
    }

    @Actor
    public void ender(ZI_Result result) {
        result.r2 = PlaceWord.calls(place.startEnding(Bare.TOKEN));
    }
}
