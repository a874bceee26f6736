package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P5: who enters the line while its pool closes sees that, or is woken to see it. */
@JCStressTest
@Outcome(
        id = {"true, true"},
        expect = ACCEPTABLE,
        desc = "Both.")
@Outcome(
        id = {"true, false"},
        expect = ACCEPTABLE,
        desc = "It saw the close on arrival.")
@Outcome(
        id = {"false, true"},
        expect = ACCEPTABLE,
        desc = "It is woken, and looks again.")
@Outcome(expect = FORBIDDEN, desc = "It sleeps to its deadline beside a closed pool.")
@State
public class P5AWaiterAgainstAClose {
    private final BarePool bare = new BarePool();
    private final Waiter waiter = Bare.waiter();
    private boolean saw;

    @Actor
    public void arriving() {
        bare.pool.line.join(waiter, 1);
        saw = bare.pool.shutdown.isClosing();
    }

    @Actor
    public void closer() {
        bare.pool.shutdown.begin(1);
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r1 = saw;
        result.r2 = waiter.isSignalled();
    }
}
