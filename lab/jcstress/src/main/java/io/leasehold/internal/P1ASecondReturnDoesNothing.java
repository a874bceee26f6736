package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1: of two returns of one lease, by its owner and by another thread, exactly one ends it. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The owner returned it.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The other thread did.")
@Outcome(expect = FORBIDDEN, desc = "Both did, or none: two holders, or a lost place.")
@State
public class P1ASecondReturnDoesNothing {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        result.r1 = place.giveBack(Bare.TOKEN);
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) != -1;
    }
}
