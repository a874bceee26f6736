package io.leasehold.lab.soak;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what happened, and what happened that never should. Thread-safe. */
final class Tally {
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> wrongs = new ConcurrentSkipListMap<>();

    void saw(String what) {
        counts.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    void wrong(String what) {
        wrongs.computeIfAbsent(what, name -> new LongAdder()).increment();
    }

    Map<String, Long> counts() {
        return read(counts);
    }

    Map<String, Long> wrongs() {
        return read(wrongs);
    }

    private static Map<String, Long> read(Map<String, LongAdder> counters) {
        Map<String, Long> read = new TreeMap<>();
        counters.forEach((what, count) -> read.put(what, count.sum()));
        return read;
    }
}
