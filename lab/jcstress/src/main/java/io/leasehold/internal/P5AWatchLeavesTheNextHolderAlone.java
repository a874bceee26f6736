package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** P5: the housekeeper that turns a handle weak while it is returned and the place is lent again leaves the next holder there. */
@JCStressTest
@Outcome(
        id = {"true"},
        expect = ACCEPTABLE,
        desc = "The next holder is there, and strongly.")
@Outcome(expect = FORBIDDEN, desc = "The next lease has the watch, or the handle, of the one before.")
@State
public class P5AWatchLeavesTheNextHolderAlone {
    private final Place<Bare.Counter> place = Bare.leased();
    private final ResourceLease<Bare.Counter> before = new ResourceLease<>(place.resource(), place);
    private final ResourceLease<Bare.Counter> next = new ResourceLease<>(place.resource(), place);
    private final HolderBox box = new HolderBox();

    public P5AWatchLeavesTheNextHolderAlone() {
        box.put(before);
    }

    @Actor
    public void returnerThenNext() {
        box.clear();
        box.put(next);
    }

    @Actor
    public void housekeeper() {
        box.weaken(before, new HolderBox.WeakHolder(before, Bare.TOKEN, Thread.currentThread()));
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = box.handle() == next && box.weakHolder() == null;
    }
}
