package io.leasehold.lab.storm;

import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened, so that one can see what was covered, and remembers each promise that was broken. Thread-safe. */
final class Judge {
    private static final int MOST_SHOWN = 20;

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Queue<String> broken = new ConcurrentLinkedQueue<>();

    void saw(String event) {
        counts.computeIfAbsent(event, e -> new LongAdder()).increment();
    }

    void broken(String promise) {
        if (broken.size() < MOST_SHOWN) {
            broken.add(promise + " (" + Thread.currentThread().getName() + ")");
        }
    }

    Queue<String> verdicts() {
        return broken;
    }

    Map<String, LongAdder> counts() {
        return new TreeMap<>(counts);
    }
}
