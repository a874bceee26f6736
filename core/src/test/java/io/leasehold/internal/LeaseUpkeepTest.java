package io.leasehold.internal;

import static io.leasehold.internal.UpkeepStage.MS;
import static io.leasehold.internal.UpkeepStage.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolBuilder;
import io.leasehold.internal.HolderBox.WeakHolder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What is done about leases that last, to the nanosecond. */
class LeaseUpkeepTest {

    private static UpkeepStage stage(UnaryOperator<PoolBuilder<Integer>> change) {
        return new UpkeepStage(settings -> change.apply(settings.maximumSize(1)));
    }

    /** Gives when it wants to run again. */
    private static long upkeep(UpkeepStage stage) {
        return new LeaseUpkeep<>(stage.pool).upkeep(stage.ticker.now);
    }

    private static void upkeepAfter(UpkeepStage stage, long nanos) {
        stage.ticker.advance(nanos);
        upkeep(stage);
    }

    private static long comesRoundEvery(UnaryOperator<PoolBuilder<Integer>> change) {
        return upkeep(stage(settings -> change.apply(settings.resetTimeout(Duration.ofSeconds(16)))));
    }

    @Test
    void itComesRoundEveryEighthOfTheShortestLimitButNotWithinTenMilliseconds() {
        assertThat(comesRoundEvery(settings -> settings)).isEqualTo(2 * SECOND);
        assertThat(comesRoundEvery(settings -> settings.leaseReportAfter(Duration.ofSeconds(8))))
                .isEqualTo(SECOND);
        assertThat(comesRoundEvery(settings -> settings.leaseTerm(Duration.ofSeconds(8))))
                .isEqualTo(SECOND);
        assertThat(comesRoundEvery(settings -> settings.abandonedAfter(Duration.ofSeconds(8))))
                .isEqualTo(SECOND);
        assertThat(comesRoundEvery(settings -> settings.leaseTerm(Duration.ofSeconds(60))))
                .isEqualTo(2 * SECOND);
        assertThat(comesRoundEvery(settings -> settings.resetTimeout(Duration.ofMillis(40))))
                .isEqualTo(10 * MS);
    }

    @Test
    void aLeaseIsReportedOnceAsSoonAsItHasLastedForSoLong() {
        UpkeepStage stage = stage(settings -> settings.leaseReportAfter(Duration.ofSeconds(30)));
        stage.lease();
        upkeep(stage);
        upkeepAfter(stage, 30 * SECOND - 1);
        assertThat(stage.toldAtLast()).isEmpty();
        upkeepAfter(stage, 1);
        upkeepAfter(stage, SECOND);
        assertThat(stage.toldAtLast()).containsExactly("overdue #1 after 30000 ms");
    }

    @Test
    void theLeaseAfterOneThatWasReportedIsReportedAsWell() {
        UpkeepStage stage = stage(settings -> settings.leaseReportAfter(Duration.ofSeconds(30)));
        for (int i = 0; i < 2; i++) {
            ResourceLease<Integer> lease = i == 0 ? stage.lease() : stage.pool.acquire(0);
            upkeep(stage);
            upkeepAfter(stage, 30 * SECOND);
            lease.close();
        }
        assertThat(stage.toldAtLast()).containsExactly("overdue #1 after 30000 ms", "overdue #1 after 30000 ms");
    }

    @Test
    void fromTheFirstReportOnEachAcquireShowsItsSiteThoughNobodyListens() {
        UpkeepStage stage =
                UpkeepStage.silent(settings -> settings.maximumSize(1).leaseReportAfter(Duration.ofSeconds(30)));
        ResourceLease<Integer> lease = stage.lease();
        upkeep(stage);
        upkeepAfter(stage, 30 * SECOND);
        lease.close();
        stage.pool.acquire(0);
        assertThat(stage.pool.snapshot().holders())
                .singleElement()
                .satisfies(holder -> assertThat(holder.site()).isNotEmpty());
    }

    @Test
    void whereThereIsNoLimitALeaseIsLeftAlone() {
        UpkeepStage stage = stage(settings -> settings);
        stage.lease();
        upkeep(stage);
        upkeepAfter(stage, Duration.ofDays(300).toNanos());
        assertThat(stage.toldAtLast()).isEmpty();
        assertThat(stage.place(1).box.weakHolder()).as("who watches its handle").isNull();
    }

    @Test
    void aLeaseIsRevokedAsSoonAsItsTermIsOver() {
        UpkeepStage stage = stage(settings -> settings.leaseTerm(Duration.ofSeconds(60)));
        stage.lease();
        upkeep(stage);
        upkeepAfter(stage, 60 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        upkeepAfter(stage, 1);
        assertThat(stage.toldAtLast())
                .containsExactly("revoked #1 REVOKED after 60000 ms", "retired #1 REVOKED after 0 ms");
    }

    @Test
    void theTimeBeforeALeaseWasSeenDoesNotCountSinceTheCoarseClockMayHaveStoodStill() {
        UpkeepStage stage = stage(settings -> settings.leaseTerm(Duration.ofSeconds(60)));
        stage.ticker.stall(3600 * SECOND);
        stage.lease();
        upkeep(stage);
        upkeepAfter(stage, 60 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        upkeepAfter(stage, 1);
        assertThat(stage.resources()).isEmpty();
    }

    @Test
    void theTimeBeforeALeaseWasTakenDoesNotCountThoughItWasSeenByThen() {
        UpkeepStage stage = stage(settings -> settings.leaseTerm(Duration.ofSeconds(60)));
        stage.fill(1);
        Place<Integer> place = stage.place(1);
        long token = grantedToNobody(place);
        upkeep(stage);
        stage.ticker.advance(5 * SECOND);
        stage.pool.lend(place, token, stage.ticker.coarseNanos(), 5 * SECOND);
        upkeepAfter(stage, 60 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        upkeepAfter(stage, 1);
        assertThat(stage.resources()).isEmpty();
    }

    /** Whoever it was granted to has yet to take it, or has died on the way. */
    private static long grantedToNobody(Place<Integer> place) {
        long token = PlaceWord.token(place.word(), false);
        assertThat(place.lend(place.word(), token)).isTrue();
        return token;
    }

    private static UpkeepStage stageWithAnOrphan(UnaryOperator<PoolBuilder<Integer>> change) {
        UpkeepStage stage = stage(change);
        stage.pool.supply.refill(1, null);
        stage.runner.runAll();
        grantedToNobody(stage.place(1));
        return stage;
    }

    @Test
    void aLeaseThatNobodyTookComesBackAfterTenSeconds() {
        UpkeepStage stage = stageWithAnOrphan(settings -> settings);
        upkeep(stage);
        upkeepAfter(stage, 10 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        upkeepAfter(stage, 1);
        assertThat(stage.toldAtLast())
                .containsExactly("revoked #1 ABANDONED after 0 ms", "retired #1 ABANDONED after 0 ms");
    }

    @Test
    void aLeaseThatNobodyTookIsNotAbandonedSoonerThanAnyOther() {
        UpkeepStage stage = stageWithAnOrphan(settings -> settings.abandonedAfter(Duration.ofSeconds(30)));
        upkeep(stage);
        upkeepAfter(stage, 30 * SECOND - 1);
        assertThat(stage.resources()).containsExactly(1);
        upkeepAfter(stage, 1);
        assertThat(stage.resources()).isEmpty();
    }

    private static UpkeepStage stageWithAnOldLease() {
        UpkeepStage stage = stage(settings -> settings.abandonedAfter(Duration.ofSeconds(30)));
        stage.lease();
        upkeep(stage);
        upkeepAfter(stage, 30 * SECOND - 1);
        assertThat(stage.place(1).box.weakHolder()).isNull();
        upkeepAfter(stage, 1);
        return stage;
    }

    @Test
    void aHandleIsWatchedOnceItsLeaseIsOldAndComesBackOnceItIsGarbage() {
        UpkeepStage stage = stageWithAnOldLease();
        WeakHolder watched = Objects.requireNonNull(stage.place(1).box.weakHolder());
        upkeepAfter(stage, SECOND);
        assertThat(stage.resources()).as("its holder has it still").containsExactly(1);
        watched.clear(); // as the collector does
        upkeepAfter(stage, SECOND);
        assertThat(stage.toldAtLast())
                .containsExactly("revoked #1 ABANDONED after 32000 ms", "retired #1 ABANDONED after 0 ms");
    }

    @Test
    void onceALeaseWasAbandonedEachAcquireShowsItsSite() {
        UpkeepStage stage = stageWithAnOldLease();
        Objects.requireNonNull(stage.place(1).box.weakHolder()).clear();
        upkeep(stage);
        stage.runAll();
        stage.lease();
        assertThat(stage.pool.snapshot().holders())
                .singleElement()
                .satisfies(holder -> assertThat(holder.site()).isNotEmpty());
    }

    @Test
    void aResetIsCutOffAsSoonAsItWasSeenForSoLong() {
        UpkeepStage stage = stage(settings -> settings.resetTimeout(Duration.ofSeconds(16)));
        List<Long> wants = new ArrayList<>();
        stage.withinReset = () -> {
            wants.add(upkeep(stage));
            stage.ticker.advance(16 * SECOND - 1);
            wants.add(upkeep(stage));
            assertThat(stage.resources()).containsExactly(1);
            stage.ticker.advance(1);
            wants.add(upkeep(stage));
        };
        ResourceLease<Integer> lease = stage.lease();
        assertThat(lease.resource()).isOne();
        lease.close();
        assertThat(wants).containsExactly(2 * SECOND, 1L, 2 * SECOND);
        assertThat(stage.toldAtLast())
                .containsExactly("revoked #1 RESET_FAILED after 16000 ms", "retired #1 RESET_FAILED after 0 ms");
        assertThat(stage.aborted).containsExactly(1);
    }

    @Test
    void aResetIsNotCutOffForTheTimeOfTheOneBefore() {
        UpkeepStage stage = stage(settings -> settings.resetTimeout(Duration.ofSeconds(16)));
        stage.withinReset = () -> {
            upkeep(stage);
            upkeepAfter(stage, 15 * SECOND);
        };
        for (int i = 0; i < 2; i++) {
            ResourceLease<Integer> lease = i == 0 ? stage.lease() : stage.pool.acquire(0);
            assertThat(lease.resource()).isOne();
            lease.close();
        }
        assertThat(stage.isIdle(1)).isTrue();
    }
}
