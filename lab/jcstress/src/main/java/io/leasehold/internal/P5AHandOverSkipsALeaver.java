package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P5: a hand-over that meets a waiter on its way out goes to the next in line, never to nobody. */
@JCStressTest
@Outcome(id = "true, true, false", expect = ACCEPTABLE, desc = "The first left, the second has the place.")
@Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The first has the place, the second waits on.")
@Outcome(expect = FORBIDDEN, desc = "Nobody has the place, or two have it.")
@State
public class P5AHandOverSkipsALeaver {
    private final Place<Bare.Counter> place = Bare.leased();
    private final WaitLine line = new WaitLine();
    private final Waiter first = Bare.waiter();
    private final Waiter second = Bare.waiter();

    public P5AHandOverSkipsALeaver() {
        line.join(first, 2);
        line.join(second, 2);
    }

    @Actor
    public void returner(ZZZ_Result result) {
        result.r1 = line.grant(place, Bare.TOKEN, 1);
    }

    @Actor
    public void leaver() {
        first.leave();
        line.remove(first);
    }

    @Arbiter
    public void after(ZZZ_Result result) {
        result.r2 = second.isGranted();
        result.r3 = first.isGranted();
    }
}
