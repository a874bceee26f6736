package io.leasehold.gateway.internal.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * What became of an operation so far, in lines for its client. Safe for any number of threads.
 *
 * <p>Clients print the lines, so those of an operation that was quick would be most of what somebody sees of it. They are given out once it
 * has taken a second; of one that is over by then there is its end alone.
 */
final class OperationLog {

    private static final long QUICK = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanos;
    private final long begunAt;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<String> lines = new ArrayList<>();
    private int fetched;
    private boolean isOver;

    OperationLog(LongSupplier nanos) {
        this.nanos = nanos;
        this.begunAt = nanos.getAsLong();
    }

    void add(String line) {
        lock.lock();
        try {
            lines.add(line);
        } finally {
            lock.unlock();
        }
    }

    /** Nothing comes after it. */
    void end(String line) {
        lock.lock();
        try {
            if (isYoung()) {
                lines.clear();
            }
            lines.add(line);
            isOver = true;
        } finally {
            lock.unlock();
        }
    }

    /** The lines since the last fetch, or all of them. */
    List<String> fetch(boolean fromTheFirst, long most) {
        lock.lock();
        try {
            if (!isOver && isYoung()) {
                return List.of();
            }
            int from = fromTheFirst ? 0 : fetched;
            int to = (int) Math.min(lines.size(), from + Math.max(0, most));
            fetched = to;
            return List.copyOf(lines.subList(from, to));
        } finally {
            lock.unlock();
        }
    }

    private boolean isYoung() {
        return nanos.getAsLong() - begunAt < QUICK;
    }
}
