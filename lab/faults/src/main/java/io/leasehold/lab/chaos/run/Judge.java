package io.leasehold.lab.chaos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Remembers what did not hold, with the evidence of that moment, of each invariant the first few, and why a run cannot be judged.
 * Safe for use by many threads.
 */
public final class Judge {
    private static final int MOST_OF_EACH = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Violation> violations = new ArrayList<>();
    private final List<String> doubts = new ArrayList<>();
    private volatile Supplier<List<String>> evidence = List::of;

    /** Where evidence comes from from now on. */
    void asks(Supplier<List<String>> source) {
        evidence = source;
    }

    public void broken(Invariant invariant, String what) {
        List<String> seen = evidence.get();
        lock.lock();
        try {
            long known = violations.stream()
                    .filter(each -> each.invariant() == invariant)
                    .count();
            if (known < MOST_OF_EACH) {
                violations.add(new Violation(invariant, what, seen));
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something kept this run from being judged: nobody may take it for one in which all held. */
    public void doubt(String why) {
        lock.lock();
        try {
            doubts.add(why);
        } finally {
            lock.unlock();
        }
    }

    public List<String> doubts() {
        lock.lock();
        try {
            return List.copyOf(doubts);
        } finally {
            lock.unlock();
        }
    }

    public List<Violation> violations() {
        lock.lock();
        try {
            return List.copyOf(violations);
        } finally {
            lock.unlock();
        }
    }
}
