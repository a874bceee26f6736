package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.spi.LeaseHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** P5: a housekeeper that sees the handle of a lease sees when the lease began, and the handle whole. */
@JCStressTest
@Outcome(
        id = {"0, 0"},
        expect = ACCEPTABLE,
        desc = "It sees no holder yet.")
@Outcome(
        id = {"1, 7"},
        expect = ACCEPTABLE,
        desc = "It sees the holder, and when it acquired.")
@Outcome(expect = FORBIDDEN, desc = "It would judge a lease by the facts of another, or of none.")
@State
public class P5AHolderIsSeenWithItsLease {
    private static final long ACQUIRED = 7;

    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void acquirer() {
        place.granted = Bare.TOKEN;
        place.hold(new ResourceLease<>(place.resource(), place), ACQUIRED);
    }

    @Actor
    public void housekeeper(IJ_Result result) {
        LeaseHandle<?> handle = place.box.handle();
        if (handle != null) {
            result.r1 = HandleAccess.get().token(handle) == Bare.TOKEN ? 1 : -1;
            result.r2 = place.acquiredAt;
        }
    }
}
