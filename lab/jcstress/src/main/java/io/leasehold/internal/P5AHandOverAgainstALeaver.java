package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P5: a hand-over and a waiter that leaves (out of time, interrupted): it has the place, or the returner keeps it. */
@JCStressTest
@Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "It was granted the place and knows which.")
@Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "It left; the place is still the returner's.")
@Outcome(expect = FORBIDDEN, desc = "A place with two owners, or with none.")
@State
public class P5AHandOverAgainstALeaver {
    private final Place<Bare.Counter> place = Bare.leased();
    private final WaitLine line = new WaitLine();
    private final Waiter waiter = Bare.waiter();

    public P5AHandOverAgainstALeaver() {
        line.join(waiter, 1);
    }

    @Actor
    public void returner(ZZZ_Result result) {
        result.r1 = line.grant(place, Bare.TOKEN, 1);
    }

    @Actor
    public void leaver(ZZZ_Result result) {
        result.r2 = waiter.leave();
        result.r3 = !result.r2 && waiter.place() == place;
        line.remove(waiter);
    }
}
