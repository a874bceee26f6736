package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1: of a return by another thread and a revoke exactly one ends the lease, and the other knows that it did not. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One won.")
@Outcome(expect = FORBIDDEN, desc = "Both did, or none.")
@State
public class P1ReturnAgainstRevoke {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void returner(ZZ_Result result) {
        result.r1 = place.startEnding(Bare.TOKEN) != -1;
    }

    @Actor
    public void revoker(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) != -1;
    }
}
