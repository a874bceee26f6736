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

/** P6, of a group: of one who takes room at once and one who stands in line for it, one gets the one that is freed, never both. */
@JCStressTest
@Outcome(id = "0, 1, 1", expect = ACCEPTABLE, desc = "Who stood in line got it.")
@Outcome(id = "1, 0, 1", expect = ACCEPTABLE, desc = "Who came by got it before the line was entered; the line waits.")
@Outcome(expect = FORBIDDEN, desc = "Both, or neither, or the count is wrong.")
@State
public class P6RoomIsNotTakenPastTheLine {
    private final GroupRoom room = new GroupRoom(1, List.of());
    private final Guest guest = new Guest();
    private int took;

    @Actor
    public void passer() {
        took = room.take() ? 1 : 0;
    }

    @Actor
    public void wanter() {
        room.raise(guest, 1, 0);
    }

    @Arbiter
    public void after(III_Result result) {
        result.r1 = took;
        result.r2 = guest.opens;
        result.r3 = room.taken();
    }
}
