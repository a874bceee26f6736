package io.leasehold.lab.chaos;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.chaos.run.Threads;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * One lane for platform threads; where there is a newer JDK one for virtual threads, which helps out when it has no more. Used by
 * one thread.
 */
final class Lanes {
    static final String NEEDS_VIRTUAL_THREADS =
            "it needs virtual threads; --jdk25 or JDK25_HOME names a JDK that has them";

    private final Jdk newer;
    private final ConcurrentLinkedQueue<Long> platform = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Long> virtual = new ConcurrentLinkedQueue<>();
    private final Set<Long> impossible = new HashSet<>();
    private final Queue<String> ends = new ConcurrentLinkedQueue<>();

    /** @param newer a JDK that may have virtual threads */
    Lanes(List<Long> seeds, Jdk newer) {
        this.newer = newer;
        for (Long each : seeds) {
            boolean isVirtual = Matrix.of(each).schedule(each).virtual();
            if (isVirtual && newer.hasVirtualThreads()) {
                virtual.add(each);
            } else if (Matrix.of(each).row().threads() == Threads.VIRTUAL) {
                impossible.add(each);
            } else {
                platform.add(each);
            }
        }
    }

    /** Runs that there are still to make. */
    int count() {
        return platform.size() + virtual.size();
    }

    /** Returns once all were made, or nobody is left who could make them. */
    void run(ChaosJvm.Order order, Consumer<Result> results) throws InterruptedException {
        List<Thread> lanes = new ArrayList<>();
        if (!platform.isEmpty()) {
            lanes.add(thread("lane-platform", new Lane(Jdk.current(), order, List.of(platform), results)));
        }
        if (!virtual.isEmpty()) {
            lanes.add(thread("lane-virtual", new Lane(newer, order, List.of(virtual, platform), results)));
        }
        lanes.forEach(Thread::start);
        for (Thread lane : lanes) {
            lane.join();
        }
    }

    private Thread thread(String name, Lane lane) {
        Thread thread = new Thread(lane, name);
        thread.setUncaughtExceptionHandler((ended, error) -> ends.add(ended.getName() + " ended with " + error));
        return thread;
    }

    /** Whether it could be run here at all. */
    boolean isPossible(long seed) {
        return !impossible.contains(seed);
    }

    /** Why one that was wanted has no result. */
    String whyNot(long seed) {
        if (!isPossible(seed)) {
            return NEEDS_VIRTUAL_THREADS;
        }
        return ends.isEmpty() ? "no lane came to it" : String.join("; ", ends);
    }
}
