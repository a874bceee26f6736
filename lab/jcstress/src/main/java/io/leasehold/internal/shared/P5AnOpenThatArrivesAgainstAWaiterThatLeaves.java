package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P5, shared: a waiter that leaves while its open arrives has the share, or is gone and the share with it. */
@JCStressTest
@Outcome(
        id = {"true, false, true", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "Granted, or left, and the count says so.")
@Outcome(expect = FORBIDDEN, desc = "Granted to one who left, or a share that nobody has.")
@State
public class P5AnOpenThatArrivesAgainstAWaiterThatLeaves {
    private final SharedResource<Object> resource = BareShared.idle();
    private final ShareWaiter<Object> waiter = new ShareWaiter<>();

    @Actor
    public void opener(ZZZ_Result result) {
        Seat<Object> seat = Objects.requireNonNull(BareShared.share(resource, waiter));
        result.r1 = waiter.grant(seat);
        if (!result.r1) {
            resource.release(seat, waiter);
        }
    }

    @Actor
    public void leaver(ZZZ_Result result) {
        result.r2 = waiter.leave();
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = resource.isIdle() == (waiter.state() != ShareWaiter.GRANTED);
    }
}
