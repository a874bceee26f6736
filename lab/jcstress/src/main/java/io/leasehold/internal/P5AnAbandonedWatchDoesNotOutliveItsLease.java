package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** P5: the housekeeper that starts to watch a handle while it is returned brings back no holder that has gone. */
@JCStressTest
@Outcome(id = "true", expect = ACCEPTABLE, desc = "Nobody holds the place.")
@Outcome(expect = FORBIDDEN, desc = "The housekeeper would end a lease that is over.")
@State
public class P5AnAbandonedWatchDoesNotOutliveItsLease {
    private final Place<Bare.Counter> place = Bare.leased();
    private final ResourceLease<Bare.Counter> handle = new ResourceLease<>(place.resource(), place);
    private final HolderBox box = new HolderBox();

    public P5AnAbandonedWatchDoesNotOutliveItsLease() {
        box.put(handle);
    }

    @Actor
    public void returner() {
        box.clear();
    }

    @Actor
    public void housekeeper() {
        box.weaken(handle, new HolderBox.WeakHolder(handle, Bare.TOKEN, Thread.currentThread()));
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = box.handle() == null && box.weakHolder() == null;
    }
}
