package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgendaTest {

    private static final class Entry extends Agenda.Entry {}

    private final Agenda<Entry> agenda = new Agenda<>();

    @Test
    void whateverIsPutMovedOrTakenOutTheEarliestComesFirst() {
        Random random = new Random(42);
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(new Entry());
            agenda.put(all.get(i), random.nextInt(1000));
        }
        for (int i = 0; i < 300; i++) {
            agenda.put(all.get(random.nextInt(500)), random.nextInt(1000));
        }
        for (int i = 0; i < 100; i++) {
            agenda.remove(all.get(i));
            agenda.remove(all.get(i));
        }
        List<Long> came = drain();
        List<Long> sorted = new ArrayList<>(came);
        Collections.sort(sorted);
        assertThat(came).hasSize(400).isEqualTo(sorted);
    }

    @Test
    void instantsAreComparedByTheirDifference() {
        Entry late = new Entry();
        agenda.put(late, Long.MIN_VALUE + 10);
        Entry early = new Entry();
        agenda.put(early, Long.MAX_VALUE - 10);
        assertThat(agenda.first()).isSameAs(early);
    }

    private List<Long> drain() {
        List<Long> came = new ArrayList<>();
        Entry first = agenda.first();
        while (first != null) {
            came.add(first.dueAt());
            agenda.remove(first);
            first = agenda.first();
        }
        assertThat(agenda.size()).isZero();
        return came;
    }
}
