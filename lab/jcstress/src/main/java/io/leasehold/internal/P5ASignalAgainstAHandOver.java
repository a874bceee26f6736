package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P5: a signal and a hand-over for the same waiter: it ends with the place, whatever it was told first. */
@JCStressTest
@Outcome(id = "true, true", expect = ACCEPTABLE, desc = "It has the place.")
@Outcome(expect = FORBIDDEN, desc = "The signal undid the grant.")
@State
public class P5ASignalAgainstAHandOver {
    private final Place<Bare.Counter> place = Bare.leased();
    private final WaitLine line = new WaitLine();
    private final Waiter waiter = Bare.waiter();

    public P5ASignalAgainstAHandOver() {
        line.join(waiter, 1);
    }

    @Actor
    public void returner(ZZ_Result result) {
        result.r1 = line.grant(place, Bare.TOKEN, 1);
    }

    @Actor
    public void another() {
        line.signal(2);
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r2 = waiter.isGranted() && waiter.place() == place;
    }
}
