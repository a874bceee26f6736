package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1: a return that hands the place to a waiter and a revoke of the old lease: exactly one happens. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One did.")
@Outcome(expect = FORBIDDEN, desc = "The waiter's place was revoked under it, or nobody has it.")
@State
public class P1AHandedOverPlaceIsNotTakenBack {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void returner(ZZ_Result result) {
        result.r1 = place.handOver(Bare.TOKEN, Bare.NEXT);
    }

    @Actor
    public void revoker(ZZ_Result result) {
        result.r2 = place.startEnding(Bare.TOKEN) != -1;
    }
}
