package io.leasehold.lab.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Threads that step through all works until they are stopped, and stand still while something is measured. */
final class Gate implements AutoCloseable {
    /** Steps with one passing of the gate: few, so that a measurement is not kept waiting. */
    private static final int STEPS = 16;

    private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
    private final List<Thread> threads = new ArrayList<>();
    private final List<? extends Work> works;
    private final Tally tally;
    private volatile boolean stopped;

    Gate(List<? extends Work> works, int workers, long seed, Tally tally) {
        this.works = works;
        this.tally = tally;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < workers; i++) {
            SplittableRandom own = random.split();
            threads.add(new Thread(() -> step(own), "soak-" + i));
        }
        threads.forEach(Thread::start);
    }

    private void step(SplittableRandom random) {
        while (!stopped) {
            gate.readLock().lock();
            try {
                for (int i = 0; i < STEPS && !stopped; i++) {
                    works.get(random.nextInt(works.size())).step(random);
                }
            } catch (Exception | Error e) {
                tally.wrong("an error that nobody should see: " + e);
            } finally {
                gate.readLock().unlock();
            }
        }
    }

    /** Runs while all stand still. */
    void closedWhile(Runnable measurement) {
        gate.writeLock().lock();
        try {
            measurement.run();
        } finally {
            gate.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
