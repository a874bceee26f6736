package io.leasehold.internal;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is due when, the earliest first: a binary heap whose entries know where they stand, so that one of ten thousand is moved or
 * taken out without a search. Instants are compared by their difference. For one thread.
 */
final class Agenda<T extends Agenda.Entry> {

    /** Something that is due at an instant. */
    abstract static class Entry {

        private long dueAt;
        private int index = -1;

        final long dueAt() {
            return dueAt;
        }
    }

    private Entry[] heap = new Entry[16];
    private int size;

    int size() {
        return size;
    }

    /** The entry that is due first, or null. */
    @SuppressWarnings("unchecked")
    @Nullable T first() {
        return size == 0 ? null : (T) heap[0];
    }

    /** Puts the entry where it belongs by this instant, whether it stood here before or not. */
    void put(T entry, long dueAt) {
        Entry put = entry;
        put.dueAt = dueAt;
        if (put.index < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            set(size++, put);
        }
        up(put);
        down(put);
    }

    /** Takes the entry out; does nothing if it is not here. */
    void remove(T entry) {
        Entry removed = entry;
        if (removed.index < 0) {
            return;
        }
        Entry last = heap[--size];
        Arrays.fill(heap, size, size + 1, null);
        if (last != removed) {
            set(removed.index, last);
            up(last);
            down(last);
        }
        removed.index = -1;
    }

    @SuppressWarnings("unchecked")
    void forEach(Consumer<? super T> action) {
        for (int i = 0; i < size; i++) {
            action.accept((T) heap[i]);
        }
    }

    private void up(Entry entry) {
        int index = entry.index;
        while (index > 0 && isBefore(entry, heap[(index - 1) / 2])) {
            set(index, heap[(index - 1) / 2]);
            index = (index - 1) / 2;
        }
        set(index, entry);
    }

    private void down(Entry entry) {
        int index = entry.index;
        int child = earlierChild(index);
        while (child < size && isBefore(heap[child], entry)) {
            set(index, heap[child]);
            index = child;
            child = earlierChild(index);
        }
        set(index, entry);
    }

    private int earlierChild(int index) {
        int left = 2 * index + 1;
        return left + 1 < size && isBefore(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private static boolean isBefore(Entry one, Entry other) {
        return one.dueAt - other.dueAt < 0;
    }

    private void set(int index, Entry entry) {
        heap[index] = entry;
        entry.index = index;
    }
}
