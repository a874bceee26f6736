package io.leasehold.internal;

import io.leasehold.spi.LeaseChild;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What was made from a resource by calls of a lease that several threads use. Guarded by its own lock. */
public final class SharedChildren {

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<LeaseChild> oldestFirst = new LinkedHashSet<>();
    private @Nullable Object takenBy;
    private List<LeaseChild> taken = List.of();

    public void add(LeaseChild child) {
        lock.lock();
        try {
            oldestFirst.add(child);
        } finally {
            lock.unlock();
        }
    }

    public boolean remove(LeaseChild child) {
        lock.lock();
        try {
            return oldestFirst.remove(child);
        } finally {
            lock.unlock();
        }
    }

    /** What is in it now, newest first. */
    public List<LeaseChild> all() {
        lock.lock();
        try {
            List<LeaseChild> all = new ArrayList<>(oldestFirst);
            Collections.reverse(all);
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Empties it, newest first. */
    public List<LeaseChild> takeAll() {
        lock.lock();
        try {
            List<LeaseChild> all = all();
            oldestFirst.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** How many are in it; at least 1 once they were taken. */
    public int toBeEnded() {
        lock.lock();
        try {
            return Math.max(oldestFirst.size(), takenBy == null ? 0 : 1);
        } finally {
            lock.unlock();
        }
    }

    /** Empties it, newest first, for whoever asks first, who may ask again; gives null to others. */
    public @Nullable List<LeaseChild> takeAll(Object asker) {
        lock.lock();
        try {
            if (takenBy == null) {
                taken = all();
                takenBy = asker;
                oldestFirst.clear();
            }
            return takenBy == asker ? taken : null;
        } finally {
            lock.unlock();
        }
    }
}
