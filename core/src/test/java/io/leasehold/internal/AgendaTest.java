package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
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

    @Test
    void eachEntryIsVisitedOnceHoweverOftenItWasPut() {
        List<Entry> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(new Entry());
            agenda.put(all.get(i), i);
            agenda.put(all.get(i), 100 - i);
        }
        List<Entry> visited = new ArrayList<>();
        agenda.forEach(visited::add);
        assertThat(visited).containsExactlyInAnyOrderElementsOf(all);
        assertThat(agenda.size()).isEqualTo(16);
        assertThat(agenda.first()).isSameAs(all.get(15));
    }

    @Test
    void whatIsTakenOutCanBePutAgain() {
        Entry entry = new Entry();
        agenda.put(entry, 1);
        agenda.remove(entry);
        assertThat(agenda.first()).isNull();
        agenda.put(entry, 2);
        assertThat(agenda.first()).isSameAs(entry);
        assertThat(entry.dueAt()).isEqualTo(2);
    }

    @Test
    void whatIsTakenOutIsLetGo() {
        Patience.awaitCollected(putAndRemoved());
        assertThat(agenda.size()).isZero();
    }

    private WeakReference<Entry> putAndRemoved() {
        Entry entry = new Entry();
        agenda.put(entry, 1);
        agenda.remove(entry);
        return new WeakReference<>(entry);
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
