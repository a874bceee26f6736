package io.leasehold.internal.shared;

import static io.leasehold.internal.shared.Steps.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.internal.shared.ShareStage.Held;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of which shares it is known where in the code they were acquired, while nobody listens. */
class ShareSitesTest {

    private static boolean isKnown(Held held) {
        return !ShareAccess.get().site(held).isEmpty();
    }

    /** Of so many shares, one after the other. */
    private static List<Boolean> known(ShareStage stage, int shares) {
        return IntStream.range(0, shares)
                .mapToObj(i -> {
                    Held held = stage.share("a");
                    held.giveBack();
                    return isKnown(held);
                })
                .toList();
    }

    private static ShareStage sampling(int oneIn) {
        ShareStage stage = ShareStage.unheard(settings -> settings.siteSampling(oneIn)
                .maximumResources(1)
                .abandonedAfter(Duration.ofSeconds(4))
                .shareReportAfter(Duration.ofSeconds(40)));
        assertThat(known(stage, 64)).as("the first ones").containsOnly(true);
        return stage;
    }

    @Test
    void withoutSamplingItIsKnownOfTheFirstAlone() {
        assertThat(known(sampling(0), 100)).containsOnly(false);
    }

    @Test
    void withSamplingItIsKnownOfOneInSoMany() {
        assertThat(known(sampling(4), 9)).containsExactly(true, false, false, false, true, false, false, false, true);
    }

    @Test
    void whatIsKnownIsToldToWhoUsesTheShareAfterItsEnd() {
        ShareStage stage = sampling(0);
        Held unknown = stage.share("a");
        stage.arrives("b");
        Held known = stage.share("a");
        unknown.giveBack();
        known.giveBack();
        assertThat(unknown.text()).contains("was returned").doesNotContain("it was acquired at");
        assertThat(known.text()).contains("it was acquired at");
    }

    @Test
    void whileOthersWaitForRoomItIsKnownOfAll() {
        ShareStage stage = sampling(0);
        Held before = stage.share("a");
        stage.arrives("b");
        assertThat(isKnown(stage.share("a"))).isTrue();
        assertThat(isKnown(before)).isFalse();
    }

    @Test
    void onceOneIsHeldForTooLongItIsKnownOfAllFromThenOn() {
        ShareStage stage = sampling(0);
        Held held = stage.share("a");
        stage.steps.advance(40 * SECOND);
        stage.steps.upkeep();
        assertThat(known(stage, 3)).containsOnly(true);
        assertThat(isKnown(held)).isFalse();
    }

    @Test
    void onceOneWasAbandonedItIsKnownOfAllFromThenOn() {
        ShareStage stage = sampling(0);
        Seat<Object> seat = ShareStage.seatOf(stage.share("a"));
        stage.steps.advance(4 * SECOND);
        stage.steps.upkeep();
        ((WeakShare) seat.sits()).clear();
        assertThat(known(stage, 3)).containsOnly(false);
        stage.steps.upkeep();
        assertThat(known(stage, 3)).containsOnly(true);
    }
}
