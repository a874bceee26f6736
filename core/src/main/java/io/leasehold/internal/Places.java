package io.leasehold.internal;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The places of a pool. Reading is free of locks: the array is copied on each change, which only opens and closes of
 * resources make, under the lock. While the pool does not lend, what is shown to acquirers is empty, so that the fast path
 * needs no other test of the pool's state.
 */
final class Places<R> {

    @SuppressWarnings("unchecked")
    private final Place<R>[] none = (Place<R>[]) new Place<?>[0];

    private final ReentrantLock lock = new ReentrantLock();

    private volatile Place<R>[] all = none;
    private volatile Place<R>[] lendable = none;
    private boolean lending = true;
    private long pastGenerations;

    /** Every place, whatever its status, the oldest first. */
    Place<R>[] all() {
        return all;
    }

    /** Every place, or none while the pool does not lend. */
    Place<R>[] lendable() {
        return lendable;
    }

    int size() {
        return all.length;
    }

    void add(Place<R> place) {
        lock.lock();
        try {
            @SuppressWarnings("unchecked")
            Place<R>[] grown = (Place<R>[]) new Place<?>[all.length + 1];
            System.arraycopy(all, 0, grown, 0, all.length);
            grown[all.length] = place;
            show(grown);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a place out; gives false if it was out already. */
    boolean remove(Place<R> place) {
        lock.lock();
        try {
            int index = indexOf(place);
            if (index < 0) {
                return false;
            }
            @SuppressWarnings("unchecked")
            Place<R>[] shrunk = (Place<R>[]) new Place<?>[all.length - 1];
            System.arraycopy(all, 0, shrunk, 0, index);
            System.arraycopy(all, index + 1, shrunk, index, shrunk.length - index);
            pastGenerations += PlaceWord.generation(place.word());
            show(shrunk);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Shows acquirers every place or none. It asks under the lock: where a pause, a resume and a drain cross, whichever comes here
     * last shows what was decided last.
     */
    void lendIf(BooleanSupplier lends) {
        lock.lock();
        try {
            lending = lends.getAsBoolean();
            show(all);
        } finally {
            lock.unlock();
        }
    }

    /** How many leases have ended since the pool began; never falls by more than a reading in mid-change. */
    long generations() {
        long sum;
        lock.lock();
        try {
            sum = pastGenerations;
            for (Place<R> place : all) {
                sum += PlaceWord.generation(place.word());
            }
        } finally {
            lock.unlock();
        }
        return sum;
    }

    private void show(Place<R>[] next) {
        all = next;
        lendable = lending ? next : none;
    }

    private int indexOf(@Nullable Place<R> place) {
        Place<R>[] places = all;
        for (int i = 0; i < places.length; i++) {
            if (places[i] == place) {
                return i;
            }
        }
        return -1;
    }
}
