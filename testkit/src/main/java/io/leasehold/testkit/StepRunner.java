package io.leasehold.testkit;

import io.leasehold.spi.TaskRunner;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * Keeps a pool's work in the background until a test runs it, step by step, so that a race has one order. Tasks may be handed
 * in by any thread; they run on the thread that steps, or, where they are meant to hang, on one of their own.
 *
 * <p>A pool that is built on it does not wait for its first resource, since nobody would open it meanwhile.
 */
public final class StepRunner implements TaskRunner {

    private static final Duration SHORTEST_STEP = Duration.ofMillis(5);
    private static final int MOST_ROUNDS = 10_000;

    private final ManualTicker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Set<Kept> upkeeps = ConcurrentHashMap.newKeySet();

    /**
     * A runner that has upkeep done by this clock.
     *
     * @param ticker the one that the pool goes by
     */
    public StepRunner(ManualTicker ticker) {
        this.ticker = ticker;
    }

    @Override
    public void execute(Runnable task) {
        lock.lock();
        try {
            tasks.addLast(task);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Registration register(Upkeep upkeep) {
        Kept kept = new Kept(upkeep, ticker.nanos());
        upkeeps.add(kept);
        return kept;
    }

    @Override
    public boolean runsByItself() {
        return false;
    }

    /** How many tasks wait to be run. */
    public int pending() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    /** How many upkeeps are registered: one for each pool that is not closed. */
    public int registered() {
        return upkeeps.size();
    }

    /**
     * Runs the oldest task on this thread.
     *
     * @return whether there was one
     */
    public boolean runNext() {
        Runnable task = next();
        if (task == null) {
            return false;
        }
        task.run();
        return true;
    }

    /**
     * Runs all tasks on this thread, those they bring about included.
     *
     * @return how many
     */
    public int runAll() {
        int ran = 0;
        while (runNext()) {
            ran++;
        }
        return ran;
    }

    /**
     * Runs the oldest task on a daemon thread of its own: for one that is going to hang.
     *
     * @throws IllegalStateException if there is none
     */
    public Thread startNext() {
        Runnable task = next();
        if (task == null) {
            throw new IllegalStateException("no task is pending");
        }
        Thread thread = new Thread(task, "step-runner");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Runs every upkeep that is due by the ticker's time, or was woken, once.
     *
     * @return how many
     */
    public int upkeep() {
        int ran = 0;
        for (Kept kept : upkeeps) {
            if (kept.isDue()) {
                kept.run();
                ran++;
            }
        }
        return ran;
    }

    /** Runs upkeeps and tasks until nothing is left to do at this time. */
    public void settle() {
        int rounds = 0;
        do {
            upkeep();
            if (++rounds > MOST_ROUNDS) {
                throw new AssertionError("the work does not end: after " + MOST_ROUNDS + " rounds there is more");
            }
        } while (runAll() > 0 || isWoken());
    }

    /** Lets so much time pass, from one instant at which an upkeep is due to the next, and {@link #settle}s at each. */
    public void pass(Duration time) {
        upkeepUntil(() -> false, time);
    }

    /**
     * Lets time pass as {@link #pass} does, until the condition holds.
     *
     * @param atMost how much of the ticker's time
     * @return whether it came to hold
     */
    public boolean upkeepUntil(BooleanSupplier condition, Duration atMost) {
        long end = ticker.nanos() + atMost.toNanos();
        settle();
        while (!condition.getAsBoolean()) {
            long left = end - ticker.nanos();
            if (left <= 0) {
                return false;
            }
            long step = Math.max(SHORTEST_STEP.toNanos(), nextDue());
            ticker.advance(Duration.ofNanos(Math.min(step, left)));
            settle();
        }
        return true;
    }

    /** Tells every upkeep that the clock stood still for a while, as the housekeeper does after a pause of the JVM. */
    public void stall() {
        for (Kept kept : upkeeps) {
            kept.upkeep.stalled();
        }
    }

    private Runnable next() {
        lock.lock();
        try {
            return tasks.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWoken() {
        return upkeeps.stream().anyMatch(kept -> kept.woken);
    }

    private long nextDue() {
        long now = ticker.nanos();
        List<Long> waits = upkeeps.stream().map(kept -> kept.dueAt - now).toList();
        return waits.stream().min(Long::compare).orElse(Long.MAX_VALUE);
    }

    /** An upkeep and when it wants to run. */
    private final class Kept implements Registration {

        final Upkeep upkeep;
        volatile boolean woken;
        volatile long dueAt;

        Kept(Upkeep upkeep, long dueAt) {
            this.upkeep = upkeep;
            this.dueAt = dueAt;
        }

        boolean isDue() {
            return woken || ticker.nanos() - dueAt >= 0;
        }

        void run() {
            woken = false;
            long now = ticker.nanos();
            dueAt = now + upkeep.run(now);
        }

        @Override
        public void wake() {
            woken = true;
        }

        @Override
        public void close() {
            upkeeps.remove(this);
        }
    }
}
