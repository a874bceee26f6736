package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** P5, of a group: room freed while somebody enters the line for it is taken by one of the two, once (Dekker: free, look at the line; enter, try to take). */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = ACCEPTABLE, desc = "One open begins, and nobody waits.")
@Outcome(expect = FORBIDDEN, desc = "Somebody waits beside free room, or more begins than there is room for.")
@State
public class P5FreedRoomServesWhoWantsIt {
    private final GroupRoom room = new GroupRoom(1, List.of());
    private final Guest guest = new Guest();

    public P5FreedRoomServesWhoWantsIt() {
        room.take();
    }

    @Actor
    public void freer() {
        room.freed();
    }

    @Actor
    public void wanter() {
        room.raise(guest, 1, 0);
    }

    @Arbiter
    public void after(III_Result result) {
        result.r1 = guest.opens;
        result.r2 = room.taken();
        result.r3 = room.wanted();
    }
}
