package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1: when an ender is about to lend again what a watchdog retires, exactly one of them decides. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One decided.")
@Outcome(expect = FORBIDDEN, desc = "Lent again and destroyed, or neither.")
@State
public class P1FreeingAgainstWatchdog {
    private final Place<Bare.Counter> place = Bare.leased();
    private final long ended = place.startEnding(Bare.TOKEN);
    private final long ending = place.word();

    @Actor
    public void ender(ZZ_Result result) {
        result.r1 = place.goOn(ended, Bare.NEXT);
    }

    @Actor
    public void watchdog(ZZ_Result result) {
        result.r2 = place.condemn(ending);
    }
}
