package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: a handle whose lease was returned does not enter once the place is leased again. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Returned and leased again; the stale call was refused.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The call came first; the return goes the long way.")
@Outcome(expect = FORBIDDEN, desc = "A stale handle inside another's lease.")
@State
public class P2AStaleHandleDoesNotEnterTheNextLease {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void ownerThenNext(ZZ_Result result) {
        result.r1 = place.giveBack(Bare.TOKEN) && place.lend(place.word(), Bare.NEXT);
    }

    @Actor
    public void stale(ZZ_Result result) {
        result.r2 = place.enterForeign(Bare.TOKEN);
    }
}
