package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HintsTest {

    @Test
    void threadsWithNeighbouringIdsGetDifferentStripes() {
        Set<Integer> slots = new HashSet<>();
        for (int i = 0; i < 16; i++) {
            slots.add(Hints.slot(new Thread(() -> {})));
        }
        assertThat(slots).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void stripesLieOnCacheLinesOfTheirOwn() {
        for (int i = 0; i < 100; i++) {
            assertThat(Hints.slot(new Thread(() -> {})) % 16).isZero();
        }
    }

    @Test
    void aThreadKeepsItsHint() {
        Hints hints = new Hints();
        int slot = Hints.slot(Thread.currentThread());
        hints.set(slot, 17);
        assertThat(hints.get(slot)).isEqualTo(17);
    }
}
