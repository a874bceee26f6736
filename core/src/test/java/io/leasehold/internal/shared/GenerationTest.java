package io.leasehold.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.RetireReason;
import io.leasehold.Spread;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which of a key's resources an acquire takes, and where the next is opened. */
class GenerationTest {

    private static Generation<Object> of(int width, Spread spread) {
        return new Generation<>(1, width, spread);
    }

    private static SharedResource<Object> fill(Generation<Object> generation, int slot) {
        SharedResource<Object> resource =
                new SharedResource<>(null, null, "", new SharedResource.Position(1, slot), slot + 1, 0);
        generation.fill(slot, resource);
        return resource;
    }

    /** The slots that so many acquires take from, one after the other. */
    private List<Integer> taken(Generation<Object> generation, int acquires) {
        return IntStream.range(0, acquires)
                .mapToObj(i -> slot(generation.share(Thread.currentThread())))
                .toList();
    }

    /** The slots that so many acquires take from which take any. */
    private List<Integer> takenAny(Generation<Object> generation, int acquires) {
        return IntStream.range(0, acquires)
                .mapToObj(i -> slot(generation.shareAny(Thread.currentThread())))
                .toList();
    }

    private static int slot(Seat<Object> seat) {
        return Objects.requireNonNull(seat).of().slot;
    }

    @Test
    void inTurnEachIsTakenAfterTheOther() {
        Generation<Object> generation = of(3, Spread.ROUND_ROBIN);
        IntStream.range(0, 3).forEach(slot -> fill(generation, slot));
        assertThat(taken(generation, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    }

    @Test
    void nothingIsTakenInTurnBeforeAllSlotsAreFilledAndAnyIsForWhoAsks() {
        Generation<Object> generation = of(3, Spread.ROUND_ROBIN);
        assertThat(generation.shareAny(Thread.currentThread())).isNull();
        fill(generation, 0);
        fill(generation, 1);
        assertThat(generation.share(Thread.currentThread())).isNull();
        assertThat(new HashSet<>(takenAny(generation, 3))).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void theTurnGoesOnWhereItsCountWrapsAround() {
        for (int turn : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            Generation<Object> generation = of(4, Spread.ROUND_ROBIN);
            fill(generation, 1);
            generation.turn = turn;
            assertThat(takenAny(generation, 5)).containsOnly(1);
            generation.turn = turn;
            assertThat(generation.slotToOpen()).isBetween(0, 3);
        }
    }

    @Test
    void aThreadWhoseOwnSlotIsEmptyTakesTheSameOtherAlways() {
        Generation<Object> generation = of(4, Spread.THREAD_AFFINE);
        int own = generation.slotToOpen();
        IntStream.range(0, 4).filter(slot -> slot != own).forEach(slot -> fill(generation, slot));
        assertThat(generation.share(Thread.currentThread())).isNull();
        assertThat(new HashSet<>(takenAny(generation, 5))).hasSize(1);
        fill(generation, own);
        assertThat(taken(generation, 3)).containsOnly(own);
    }

    @Test
    void leastLeasedGrowsOnceAllHaveHoldersAndNotBefore() {
        Generation<Object> generation = of(2, Spread.LEAST_LEASED);
        assertThat(generation.share(Thread.currentThread())).isNull();
        fill(generation, 0);
        assertThat(taken(generation, 1)).containsExactly(0);
        assertThat(generation.share(Thread.currentThread())).isNull();
        fill(generation, 1);
        assertThat(taken(generation, 1)).containsExactly(1);
        assertThat(taken(generation, 2)).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void leastLeasedPassesByWhatIsRetired() {
        Generation<Object> generation = of(2, Spread.LEAST_LEASED);
        SharedResource<Object> retired = fill(generation, 0);
        fill(generation, 1);
        retired.share(Thread.currentThread(), "holder");
        retired.retire(RetireReason.RETIRED);
        assertThat(taken(generation, 3)).containsExactly(1, 1, 1);
    }

    @Test
    void whoWaitsIsSpreadOverWhatIsBeingOpened() {
        ShareStage stage = new ShareStage(1);
        Generation<Object> generation = of(3, Spread.ROUND_ROBIN);
        Set<Integer> opened = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            int slot = generation.slotToOpen();
            opened.add(slot);
            generation.openings[slot] = new Opening<>(stage.pool, stage.pool.entry(new Key("a")), generation, slot);
        }
        assertThat(opened).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(IntStream.range(0, 3).map(i -> generation.slotToOpen()).boxed())
                .containsExactlyInAnyOrder(0, 1, 2);
        assertThat(generation.isEmpty()).isFalse();
    }

    @Test
    void whatIsFilledIsNotOpenedAgainWhoeverTurnItIs() {
        Generation<Object> generation = of(2, Spread.ROUND_ROBIN);
        fill(generation, 0);
        assertThat(generation.slotToOpen()).isOne();
        assertThat(generation.slotToOpen()).isOne();
    }

    @Test
    void whatIsTakenOutLeavesItsSlotToTheNextAndDoesNotTakeThatOut() {
        Generation<Object> generation = of(2, Spread.ROUND_ROBIN);
        assertThat(generation.isEmpty()).isTrue();
        SharedResource<Object> first = fill(generation, 0);
        fill(generation, 1);
        generation.clear(first);
        assertThat(generation.share(Thread.currentThread()))
                .as("it is to grow first")
                .isNull();
        assertThat(generation.slotToOpen()).isZero();
        SharedResource<Object> next = fill(generation, 0);
        generation.clear(first);
        assertThat(generation.slots.get(0)).isSameAs(next);
        assertThat(new HashSet<>(taken(generation, 2))).containsExactlyInAnyOrder(0, 1);
        assertThat(generation.isEmpty()).isFalse();
    }
}
