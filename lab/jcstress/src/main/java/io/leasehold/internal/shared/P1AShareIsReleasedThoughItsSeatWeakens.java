package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: a share whose handle the housekeeper begins to watch is released all the same, once. */
@JCStressTest
@Outcome(
        id = {"true, true"},
        expect = ACCEPTABLE,
        desc = "Released, and the seat is free.")
@Outcome(expect = FORBIDDEN, desc = "Released twice, or not at all.")
@State
public class P1AShareIsReleasedThoughItsSeatWeakens {
    private final BareShared.Bare handle = BareShared.handle();
    private final Seat<Object> seat = ShareAccess.get().seat(handle);

    @Actor
    public void housekeeper() {
        seat.weaken(handle, new WeakShare(handle, ShareAccess.get().facts(handle)));
    }

    @Actor
    public void holder(ZZ_Result result) {
        result.r1 = seat.leave(handle);
    }

    @Arbiter
    public void look(ZZ_Result result) {
        result.r2 = seat.isFree() && !seat.leave(handle);
    }
}
