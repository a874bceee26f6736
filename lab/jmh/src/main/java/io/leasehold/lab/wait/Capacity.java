package io.leasehold.lab.wait;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many leases a second connections could serve at most, from what a hold really takes on this machine without any
 * pool. Measured once, so that every contestant is offered the same load. Safe for use by many threads.
 */
final class Capacity {
    private static final int HOLDS = 500;

    private final Map<Hold, Double> meanSeconds = new HashMap<>();

    synchronized double of(Scenario scenario) throws InterruptedException {
        Double mean = meanSeconds.get(scenario.hold());
        if (mean == null) {
            mean = meanHold(scenario);
            meanSeconds.put(scenario.hold(), mean);
        }
        return scenario.places() / mean;
    }

    private static double meanHold(Scenario scenario) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < scenario.places(); i++) {
            Thread thread = new Thread(() -> {
                for (int j = 0; j < HOLDS; j++) {
                    Hold.sleep(scenario.hold().nanos());
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return (double) (System.nanoTime() - start) / HOLDS / TimeUnit.SECONDS.toNanos(1);
    }
}
