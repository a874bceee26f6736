package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P2: a quick return by the owner succeeds only if no other thread entered during the whole lease. */
@JCStressTest
@Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Returned; the other was refused.")
@Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The other entered; the return goes the long way.")
@Outcome(expect = FORBIDDEN, desc = "Lent again with a call inside, or a lost place.")
@State
public class P2TheOwnersReturnProvesNobodyIsInside {
    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void owner(ZZ_Result result) {
        result.r1 = place.giveBack(Bare.TOKEN);
    }

    @Actor
    public void foreigner(ZZ_Result result) {
        result.r2 = place.enterForeign(Bare.TOKEN);
    }
}
