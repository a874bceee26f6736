package io.leasehold.internal.shared;

import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A clock and work that one test steps: upkeep runs when the test says so, and who waits does what the test has it do instead of
 * parking. Time soon wraps around, so that instants are compared by their difference. For the thread of one test, and others while that
 * one waits for them.
 */
final class Steps implements Ticker, TaskRunner {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    private static final long STEP = 100 * MS;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private Upkeep upkeep = instant -> Long.MAX_VALUE;
    private volatile long now = Long.MAX_VALUE - SECOND;

    /** What happens instead of parking, and how often a thread would have parked. */
    Runnable whileParked = () -> {};

    int parked;

    /** What happens while upkeep is registered. */
    Runnable whileRegistered = () -> {};

    /** What happens while upkeep is woken, and how often it was. */
    Runnable whileWoken = () -> {};

    int woken;

    /** What happens within each exact reading of the clock. */
    Runnable whileRead = () -> {};

    /** Whether there is no thread for a task. */
    boolean noThread;

    /** Whether work is said to proceed while its caller waits: then the test has to run it meanwhile. */
    volatile boolean byItself;

    /** Whether the upkeep's registration was closed. */
    boolean stopped;

    @Override
    public long nanos() {
        whileRead.run();
        return now;
    }

    @Override
    public long coarseNanos() {
        return now;
    }

    @Override
    public void park(Object blocker, long nanos) {
        parked++;
        whileParked.run();
    }

    @Override
    public void execute(Runnable task) {
        if (noThread) {
            throw new OutOfMemoryError("no thread");
        }
        tasks.add(task);
    }

    @Override
    public Registration register(Upkeep registered) {
        whileRegistered.run();
        upkeep = registered;
        return new Registration() {
            @Override
            public void wake() {
                woken++;
                whileWoken.run();
            }

            @Override
            public void close() {
                stopped = true;
            }
        };
    }

    @Override
    public boolean runsByItself() {
        return byItself;
    }

    /** How many tasks have a thread and wait to be run. */
    int pending() {
        return tasks.size();
    }

    void runNext() {
        tasks.remove().run();
    }

    void runAll() {
        while (!tasks.isEmpty()) {
            runNext();
        }
    }

    void advance(long nanos) {
        now += nanos;
    }

    /** Runs upkeep once; gives when it next wants to run. */
    long upkeep() {
        return upkeep.run(now);
    }

    /** As much time passes, in small steps, upkeep and all work done at each. */
    void pass(long nanos) {
        for (long end = now + nanos; now - end < 0; now += STEP) {
            upkeep();
            runAll();
        }
    }
}
