package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P5: two hand-overs at once serve two waiters, each with a place of its own. */
@JCStressTest
@Outcome(id = "true, true, true", expect = ACCEPTABLE, desc = "Each waiter has another place.")
@Outcome(expect = FORBIDDEN, desc = "A waiter was passed over, or two share a place.")
@State
public class P5TwoHandOversServeTwo {
    private final Place<Bare.Counter> one = Bare.leased();
    private final Place<Bare.Counter> other = Bare.leased();
    private final WaitLine line = new WaitLine();
    private final Waiter first = Bare.waiter();
    private final Waiter second = Bare.waiter();

    public P5TwoHandOversServeTwo() {
        line.join(first, 2);
        line.join(second, 2);
    }

    @Actor
    public void returner(ZZZ_Result result) {
        result.r1 = line.grant(one, Bare.TOKEN, 1);
    }

    @Actor
    public void another(ZZZ_Result result) {
        result.r2 = line.grant(other, Bare.TOKEN, 1);
    }

    @Arbiter
    public void after(ZZZ_Result result) {
        result.r3 = first.isGranted() && second.isGranted() && first.place() != second.place();
    }
}
