package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** P5: of two that acquire at once, with equal or stale hints, each finds one of two free places. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = ACCEPTABLE,
        desc = "One each.")
@Outcome(expect = FORBIDDEN, desc = "One found nothing beside a free place, or both have the same.")
@State
public class P5TwoAcquirersFindTwoPlaces {
    private final BarePool bare = new BarePool();

    public P5TwoAcquirersFindTwoPlaces() {
        bare.idle();
        bare.idle();
    }

    @Actor
    public void first(II_Result result) {
        result.r1 = found();
    }

    @Actor
    public void second(II_Result result) {
        result.r2 = found();
    }

    private int found() {
        Place<Object> place = bare.pool.takeIdle(1);
        return place == null ? 0 : (int) place.id;
    }
}
