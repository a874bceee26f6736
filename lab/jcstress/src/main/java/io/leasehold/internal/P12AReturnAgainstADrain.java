package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** P12: what comes back while a drain begins is retired: by who returns it, or by who drains. */
@JCStressTest
@Outcome(
        id = {"true"},
        expect = ACCEPTABLE,
        desc = "Its place is on its way out.")
@Outcome(expect = FORBIDDEN, desc = "A free place of a pool that drains: nobody would close it.")
@State
public class P12AReturnAgainstADrain {
    private final BarePool bare = new BarePool();
    private final Place<Object> place = bare.idle();
    private final long token;

    public P12AReturnAgainstADrain() {
        bare.pool.takeIdle(1);
        token = place.word();
    }

    @Actor
    public void returner() {
        place.leaveBehind(1);
        if (place.giveBack(token)) {
            bare.pool.afterReturn();
        }
    }

    @Actor
    public void closer() {
        bare.pool.shutdown.begin(1);
    }

    @Arbiter
    public void after(Z_Result result) {
        result.r1 = !place.isOpen();
    }
}
