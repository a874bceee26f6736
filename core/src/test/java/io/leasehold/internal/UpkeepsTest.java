package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** The upkeep of one pool as a whole: when it wants to run, and what it does beside its concerns. */
class UpkeepsTest {

    private static UpkeepStage stage(Duration resetTimeout) {
        return new UpkeepStage(settings -> settings.maximumSize(1).resetTimeout(resetTimeout));
    }

    @Test
    void whereNothingIsDueItRunsEveryThirtySeconds() {
        UpkeepStage stage = stage(Duration.ofHours(1));
        stage.fill(1);
        assertThat(stage.pool.upkeeps.run(stage.ticker.now)).isEqualTo(30 * SECOND);
    }

    @Test
    void whatIsDueSoonestSaysWhenItRunsAgain() {
        assertThat(stage(Duration.ofSeconds(16)).pool.upkeeps.run(0))
                .as("a reset is watched")
                .isEqualTo(2 * SECOND);
        UpkeepStage stage = new UpkeepStage(settings -> settings.maximumSize(1).idleTimeout(Duration.ofMillis(1500)));
        stage.fill(1);
        assertThat(stage.pool.upkeeps.run(0)).isEqualTo(Duration.ofMillis(1500).toNanos());
    }

    @Test
    void aConcernThatFailsIsLogged() {
        SeenError error = new SeenError();
        LongUnaryOperator fails = now -> {
            throw error;
        };
        assertThat(Upkeeps.soonest(0, List.of(fails))).isEqualTo(SECOND);
        assertThat(error.isLogged()).isTrue();
    }

    @Test
    void aConcernWhoseErrorCannotBeLoggedKeepsNoOtherFromItsTurn() {
        List<String> done = new ArrayList<>();
        LongUnaryOperator fails = now -> {
            throw new IllegalStateException("broken") {
                @Override
                public synchronized Throwable getCause() {
                    throw new UnsupportedOperationException("the cause cannot be told");
                }
            };
        };
        LongUnaryOperator other = now -> {
            done.add("the other");
            return 30 * SECOND;
        };
        assertThat(Upkeeps.soonest(0, List.of(fails, other)))
                .as("it is tried again")
                .isEqualTo(SECOND);
        assertThat(done).containsExactly("the other");
    }

    @Test
    void whileAPoolDrainsNoLifetimeEnds() {
        UpkeepStage stage = new UpkeepStage(settings ->
                settings.maximumSize(1).maximumLifetime(Duration.ofSeconds(2)).resetTimeout(Duration.ofHours(1)));
        stage.lease();
        assertThat(stage.pool.upkeeps.run(0)).isLessThanOrEqualTo(2 * SECOND);
        stage.pool.shutdown.begin(stage.ticker.now + 3600 * SECOND);
        assertThat(stage.pool.upkeeps.run(0)).isEqualTo(30 * SECOND);
    }

    @Test
    void workThatFoundNoThreadIsStarted() {
        UpkeepStage stage = stage(Duration.ofHours(1));
        List<String> done = new ArrayList<>();
        stage.runner.threadless = true;
        stage.pool.tasks.execute(() -> done.add("it"));
        stage.runner.threadless = false;
        stage.pool.upkeeps.run(stage.ticker.now);
        stage.runAll();
        assertThat(done).containsExactly("it");
    }

    @Test
    void whatAcquiresAreToNoteIsTakenUp() {
        UpkeepStage stage = UpkeepStage.silent(settings -> settings.maximumSize(2));
        stage.pool.sites.becomeEager();
        stage.lease();
        assertThat(stage.pool.snapshot().holders())
                .singleElement()
                .satisfies(holder -> assertThat(holder.site()).isEmpty());
        stage.pool.upkeeps.run(stage.ticker.now);
        stage.lease();
        assertThat(stage.pool.snapshot().holders())
                .anySatisfy(holder -> assertThat(holder.site()).isNotEmpty());
    }

    @Test
    void aClockThatStoodStillMakesAllSuspectsAndHasUpkeepRun() {
        UpkeepStage stage = stage(Duration.ofHours(1));
        stage.fill(1);
        int woken = stage.runner.woken;
        stage.pool.upkeeps.stalled();
        assertThat(stage.runner.woken).isEqualTo(woken + 1);
        assertThat(stage.pool.checks.hasUnproven()).isTrue();
    }

    private static Place<Integer> opened(UpkeepStage stage) {
        Place<Integer> place = new Place<>(stage.pool, 1, 1, PlaceWord.IDLE);
        stage.pool.upkeeps.schedule(place, stage.ticker.now);
        return place;
    }

    @Test
    void lifetimesAndKeepalivesAreSpreadByATenthAndNoneIsLonger() {
        UpkeepStage stage = new UpkeepStage(
                settings -> settings.maximumLifetime(Duration.ofSeconds(100)).keepaliveTime(Duration.ofSeconds(10)));
        List<Long> lifetimes = new ArrayList<>();
        List<Long> keepalives = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Place<Integer> place = opened(stage);
            lifetimes.add(place.expiresAt - stage.ticker.now);
            keepalives.add(place.keepaliveAt - stage.ticker.now);
            assertThat(place.idleSince).isEqualTo(stage.ticker.now);
        }
        assertThat(lifetimes).allSatisfy(each -> assertThat(each).isBetween(90 * SECOND, 100 * SECOND));
        assertThat(lifetimes).anyMatch(each -> each < 92 * SECOND).anyMatch(each -> each > 98 * SECOND);
        assertThat(keepalives).allSatisfy(each -> assertThat(each).isBetween(9 * SECOND, 10 * SECOND));
    }

    @Test
    void whereThereIsNoLimitNothingIsEverDue() {
        Place<Integer> place = opened(stage(Duration.ofHours(1)));
        assertThat(place.expiresAt).isEqualTo(Long.MAX_VALUE);
        assertThat(place.keepaliveAt).isEqualTo(Long.MAX_VALUE);
    }
}
