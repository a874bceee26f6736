package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P5: a waiter that was signalled and looks around before it parks again misses nothing that is freed meanwhile. */
@JCStressTest
@Outcome(
        id = {"true, true", "true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "It found the place, or was woken, or both.")
@Outcome(id = "false, false", expect = FORBIDDEN, desc = "It sleeps beside a free place.")
@State
public class P5ASecondReturnWakesAgain {
    private final Place<Bare.Counter> place = Bare.leased();
    private final WaitLine line = new WaitLine();
    private final Waiter waiter = Bare.waiter();

    public P5ASecondReturnWakesAgain() {
        line.join(waiter, 1);
        line.signal(1);
    }

    @Actor
    public void returner() {
        place.giveBack(Bare.TOKEN);
        if (!line.isEmpty()) {
            line.signal(2);
        }
    }

    @Actor
    public void waiter(ZZ_Result result) {
        waiter.lookAround();
        result.r1 = place.status() == PlaceWord.IDLE;
    }

    @Arbiter
    public void after(ZZ_Result result) {
        result.r2 = waiter.isSignalled();
    }
}
