package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZI_Result;

/** P5: a waiter that leaves while another enters leaves a line with exactly the other in it. */
@JCStressTest
@Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "The other is at the head.")
@Outcome(expect = FORBIDDEN, desc = "The line lost its waiter or kept the one that left.")
@State
public class P5ALineThatEmptiesTakesTheNext {
    private final WaitLine line = new WaitLine();
    private final Waiter leaving = Bare.waiter();
    private final Waiter entering = Bare.waiter();

    public P5ALineThatEmptiesTakesTheNext() {
        line.join(leaving, 2);
    }

    @Actor
    public void leaver() {
        leaving.leave();
        line.remove(leaving);
    }

    @Actor
    public void enterer() {
        line.join(entering, 2);
    }

    @Arbiter
    public void after(ZI_Result result) {
        result.r1 = line.head() == entering;
        result.r2 = line.size();
    }
}
