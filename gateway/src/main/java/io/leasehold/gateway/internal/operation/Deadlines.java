package io.leasehold.gateway.internal.operation;

import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is due by time: statements, cursors, transactions, and cancels that do not end. Safe for any number of threads.
 *
 * <p>A deadline is in the queue until it is due or called off, whichever takes it out first under the lock; so it is acted on once at
 * most, and never after it was called off in time. Who acts finds out for itself whether there is still something to act on. The upkeep
 * asks to be run again when the first is due, and whoever adds one that is due before wakes it.
 */
final class Deadlines implements AutoCloseable {

    private static final long UNTIL_WOKEN = Long.MAX_VALUE / 2;

    private final Ticker ticker;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();

    /** The first due first, and of those that are due together the one that came first; what is called off is found at once. */
    private final TreeSet<Deadline> queue = new TreeSet<>(Deadlines::compare);

    private long last;
    private final TaskRunner.Registration registration;

    /**
     * @param runner looks what is due
     * @param threads act; they lose nothing that is handed to them, and throw nothing back
     */
    public Deadlines(Ticker ticker, TaskRunner runner, Executor threads) {
        this.ticker = ticker;
        this.threads = threads;
        this.registration = runner.register(this::run);
    }

    /**
     * Acts when so much time has passed.
     *
     * @param then runs on a thread of its own, and may block
     */
    public Deadline in(Duration time, Runnable then) {
        Deadline deadline;
        boolean isFirst;
        lock.lock();
        try {
            deadline = new Deadline(ticker.nanos() + time.toNanos(), ++last, then);
            queue.add(deadline);
            isFirst = queue.first() == deadline;
        } finally {
            lock.unlock();
        }
        if (isFirst) {
            registration.wake();
        }
        return deadline;
    }

    /** By their difference alone, since a clock may wrap around. */
    private static int compare(Deadline one, Deadline other) {
        int byTime = Long.compare(one.at - other.at, 0);
        return byTime != 0 ? byTime : Long.compare(one.number, other.number);
    }

    private long run(long runnersTime) {
        List<Deadline> due = new ArrayList<>();
        long next;
        lock.lock();
        try {
            long now = ticker.nanos();
            while (!queue.isEmpty() && queue.first().at - now <= 0) {
                due.add(queue.pollFirst());
            }
            next = queue.isEmpty() ? UNTIL_WOKEN : queue.first().at - now;
        } finally {
            lock.unlock();
        }
        due.forEach(deadline -> threads.execute(deadline.then));
        return next;
    }

    Ticker ticker() {
        return ticker;
    }

    /** How many are neither due nor called off. */
    int pending() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        registration.close();
    }

    /** Something that is due. */
    public final class Deadline {

        private final long at;
        private final long number;
        private final Runnable then;

        private Deadline(long at, long number, Runnable then) {
            this.at = at;
            this.number = number;
            this.then = then;
        }

        /** Calls it off, if it is not being acted on. */
        public void callOff() {
            lock.lock();
            try {
                queue.remove(this);
            } finally {
                lock.unlock();
            }
        }
    }
}
