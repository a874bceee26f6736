package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1: of an acquirer and whoever retires an idle place exactly one gets it. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One got it.")
@Outcome(expect = FORBIDDEN, desc = "A lease on a resource that is being closed, or a lost place.")
@State
public class P1AcquireAgainstRetire {
    private final Place<Bare.Counter> place = Bare.idle();

    @Actor
    public void acquirer(ZZ_Result result) {
        result.r1 = place.lend(Bare.IDLE, Bare.TOKEN);
    }

    @Actor
    public void retirer(ZZ_Result result) {
        result.r2 = place.condemn(Bare.IDLE);
    }
}
