package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {

    private final Hints hints = new Hints(16);

    @Test
    void threadsWithNeighbouringIdsGetDifferentStripes() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 16; i++) {
            slots.add(hints.slot(new Thread(() -> {})));
        }
        assertThat(slots).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void stripesLieOnCacheLinesOfTheirOwn() {
        for (int i = 0; i < 100; i++) {
            assertThat(hints.slot(new Thread(() -> {})) % 16).isZero();
        }
    }

    @Test
    void aThreadKeepsItsHint() {
        int slot = hints.slot(Thread.currentThread());
        hints.set(slot, 17);
        assertThat(hints.get(slot)).isEqualTo(17);
    }

    @Test
    void aPoolOfTwoHasFewStripesAndEveryThreadOneOfThem() {
        Hints few = new Hints(2);
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            int slot = few.slot(new Thread(() -> {}));
            few.set(slot, 1);
            assertThat(few.get(slot)).isOne();
            slots.add(slot);
        }
        assertThat(slots).hasSize(8);
    }

    /** Two threads on a pool of two would meet on one stripe, and take each other's place from then on. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 16, 200})
    void neighboursNeverMeetHoweverSmallThePool(int places) {
        Hints few = new Hints(places);
        // JUnit may start a thread in between, whose id is then missing here: the next two are neighbours again
        Thread before = new Thread(() -> {});
        int pairs = 0;
        for (int i = 0; i < 200; i++) {
            Thread next = new Thread(() -> {});
            if (ThreadIds.of(next) == ThreadIds.of(before) + 1) {
                pairs++;
                assertThat(few.slot(next)).isNotEqualTo(few.slot(before));
            }
            before = next;
        }
        assertThat(pairs).isGreaterThan(100);
    }

    @Test
    void threadsOfDifferentStripesBeginAtDifferentPlaces() {
        for (int i = 0; i < 100; i++) {
            int slot = hints.slot(new Thread(() -> {}));
            assertThat(hints.get(slot)).isEqualTo(slot / 16 - 1);
        }
    }
}
