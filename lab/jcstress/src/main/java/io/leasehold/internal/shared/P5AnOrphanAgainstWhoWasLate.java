package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** P5, shared: of a thread that sits down late and a housekeeper that frees its seat one wins, and knows. */
@JCStressTest
@Outcome(
        id = {"true, false, false", "false, true, true"},
        expect = ACCEPTABLE,
        desc = "It has a share, or the seat is free.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither.")
@State
public class P5AnOrphanAgainstWhoWasLate {
    private final Seat<Object> seat = BareShared.shared("late");
    private final BareShared.Bare handle = new BareShared.Bare(seat);

    @Actor
    public void late(ZZZ_Result result) {
        result.r1 = seat.sit("late", handle);
    }

    @Actor
    public void housekeeper(ZZZ_Result result) {
        result.r2 = seat.of().release(seat, "late") != SharedResource.Left.NOTHING;
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = seat.of().isIdle();
    }
}
