package io.leasehold.internal.shared;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.leasehold.RetireReason;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** P1, shared: of two last returns of a retired resource one has it closed. */
@JCStressTest
@Outcome(
        id = {"true, false", "false, true"},
        expect = ACCEPTABLE,
        desc = "One closes.")
@Outcome(expect = FORBIDDEN, desc = "Both do, or none.")
@State
public class P1TheLastShareOfARetiredClosesOnce {
    private final SharedResource<Object> resource = BareShared.idle();
    private final Seat<Object> ones = Objects.requireNonNull(BareShared.share(resource, "one"));
    private final Seat<Object> others = Objects.requireNonNull(resource.share(new Thread(), "other"));

    {
        resource.retire(RetireReason.RETIRED);
    }

    @Actor
    public void one(ZZ_Result result) {
        result.r1 = resource.release(ones, "one") == SharedResource.Left.CLOSING;
    }

    @Actor
    public void other(ZZ_Result result) {
        result.r2 = resource.release(others, "other") == SharedResource.Left.CLOSING;
    }
}
