package io.leasehold.internal;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IJ_Result;

/** P3: who gets a place that was returned decides whether to check it by what its returner left, plain fields and all. */
@JCStressTest
@Outcome(
        id = {"0, 0"},
        expect = ACCEPTABLE,
        desc = "It was not free yet.")
@Outcome(
        id = {"1, 7"},
        expect = ACCEPTABLE,
        desc = "It got the place, and saw since when it was idle.")
@Outcome(expect = FORBIDDEN, desc = "It was lent, or passed over, by what an earlier lease had left.")
@State
public class P3TheNextAcquirerSeesHowAPlaceWasLeft {
    private static final long IDLE_SINCE = 7;

    private final Place<Bare.Counter> place = Bare.leased();

    @Actor
    public void returner() {
        place.leaveBehind(IDLE_SINCE);
        place.giveBack(Bare.TOKEN);
    }

    @Actor
    public void acquirer(IJ_Result result) {
        long word = place.word();
        if (PlaceWord.status(word) == PlaceWord.IDLE) {
            result.r2 = place.idleSince;
            result.r1 = place.lend(word, Bare.NEXT) ? 1 : 0;
        }
    }
}
