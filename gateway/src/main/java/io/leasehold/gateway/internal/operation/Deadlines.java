package io.leasehold.gateway.internal.operation;

import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What is due by time: statements, cursors, transactions, and cancels that do not end. Safe for any number of threads.
 *
 * <p>A deadline is in the queue until it is due or called off, whichever takes it out first under the lock; so it is acted on once at
 * most, and never after it was called off in time. Who acts finds out for itself whether there is still something to act on. The upkeep
 * asks to be run again when the first is due, and whoever adds one that is due before wakes it.
 */
public final class Deadlines implements AutoCloseable {

    private static final long UNTIL_WOKEN = Long.MAX_VALUE / 2;

    private final Ticker ticker;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final PriorityQueue<Deadline> queue =
            new PriorityQueue<>((one, other) -> Long.compare(one.at - other.at, 0));
    private final TaskRunner.Registration registration;

    /**
     * @param runner looks what is due
     * @param threads act
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
        Deadline deadline = new Deadline(ticker.nanos() + time.toNanos(), then);
        boolean isFirst;
        lock.lock();
        try {
            queue.add(deadline);
            isFirst = queue.peek() == deadline;
        } finally {
            lock.unlock();
        }
        if (isFirst) {
            registration.wake();
        }
        return deadline;
    }

    private long run(long runnersTime) {
        List<Deadline> due = new ArrayList<>();
        long next = UNTIL_WOKEN;
        lock.lock();
        try {
            long now = ticker.nanos();
            for (Deadline first = queue.peek(); first != null; first = queue.peek()) {
                if (first.at - now > 0) {
                    next = first.at - now;
                    break;
                }
                due.add(queue.remove());
            }
        } finally {
            lock.unlock();
        }
        due.forEach(deadline -> threads.execute(deadline.then));
        return next;
    }

    @Override
    public void close() {
        registration.close();
    }

    /** Something that is due. */
    public final class Deadline {

        private final long at;
        private final Runnable then;

        private Deadline(long at, Runnable then) {
            this.at = at;
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
