package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** P5: a hint read while others are written is one of those that were written, never a mixture. */
@JCStressTest
@Outcome(
        id = {"0", "65536", "65535"},
        expect = ACCEPTABLE,
        desc = "One of them.")
@Outcome(expect = FORBIDDEN, desc = "An index nobody wrote, which may lie outside all places.")
@State
public class P5AHintIsOneThatWasLeft {
    private final Hints hints = new Hints(2);
    private final int slot = 16;

    @Actor
    public void writer() {
        hints.set(slot, 65_536);
        hints.set(slot, 65_535);
    }

    @Actor
    public void reader(I_Result result) {
        result.r1 = hints.get(slot);
    }
}
