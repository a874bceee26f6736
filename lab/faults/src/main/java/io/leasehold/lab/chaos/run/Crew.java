package io.leasehold.lab.chaos.run;

import io.leasehold.lab.VirtualThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The threads of a run, platform or virtual ones, which all end with it. Started and joined by one thread. */
public final class Crew {
    private final boolean virtual;
    private final List<Thread> threads = new ArrayList<>();

    Crew(boolean virtual) {
        this.virtual = virtual;
    }

    public Thread start(String name, Runnable job) {
        Thread thread = startBeside(name, job);
        threads.add(thread);
        return thread;
    }

    /** One of the same kind that is none of the crew: who starts it joins it. */
    Thread startBeside(String name, Runnable job) {
        Thread thread;
        if (virtual) {
            thread = VirtualThreads.start(job);
            thread.setName(name);
        } else {
            thread = new Thread(job, name);
            thread.setDaemon(true);
            thread.start();
        }
        return thread;
    }

    public List<Thread> threads() {
        return threads;
    }

    /** Those that have not ended within the limit. */
    List<Thread> join(long limitNanos) throws InterruptedException {
        long deadline = System.nanoTime() + limitNanos;
        List<Thread> left = new ArrayList<>();
        for (Thread thread : threads) {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            if (thread.isAlive()) {
                left.add(thread);
            }
        }
        return left;
    }
}
