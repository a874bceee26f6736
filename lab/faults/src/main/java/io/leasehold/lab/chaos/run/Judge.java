package io.leasehold.lab.chaos.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Remembers what did not hold, with the evidence of that moment; of each invariant the first few. Safe for use by many threads. */
public final class Judge {
    private static final int MOST_OF_EACH = 3;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Violation> violations = new ArrayList<>();
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

    public List<Violation> violations() {
        lock.lock();
        try {
            return List.copyOf(violations);
        } finally {
            lock.unlock();
        }
    }
}
