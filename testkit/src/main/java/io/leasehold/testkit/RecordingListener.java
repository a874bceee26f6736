package io.leasehold.testkit;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Writes down what a pool tells, in the order it was told, both as events and as lines a test can compare:
 * {@code "retired #1 BROKEN"}. Safe for any number of threads.
 */
public final class RecordingListener implements PoolListener {

    private static final long SECONDS_TO_WAIT = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Told> all = new ArrayList<>();

    /** One line for each event: its kind, the resource if one is meant, and what else tells it from others. */
    public List<String> lines() {
        return told().stream().map(Told::line).toList();
    }

    /** The events of one kind, named as the method of {@link PoolListener}. */
    public List<PoolEvent> events(String kind) {
        return told().stream()
                .filter(told -> told.kind.equals(kind))
                .map(Told::event)
                .toList();
    }

    /** The threads that the events of one kind were told on. */
    public List<Thread> threads(String kind) {
        return told().stream()
                .filter(told -> told.kind.equals(kind))
                .map(Told::thread)
                .toList();
    }

    /** How many events of one kind there were. */
    public int count(String kind) {
        return events(kind).size();
    }

    /**
     * Waits until this many events of one kind have been told.
     *
     * @throws AssertionError if there are fewer after 20 seconds of real time, or this thread is interrupted
     */
    public void await(String kind, int events) {
        long left = TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
        lock.lock();
        try {
            while (count(kind) < events) {
                if (left <= 0) {
                    throw new AssertionError("waited for " + events + " of '" + kind + "'; told were " + lines());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for '" + kind + "'", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void opened(PoolEvent event) {
        tell("opened", event);
    }

    @Override
    public void openFailed(PoolEvent event) {
        tell("openFailed", event);
    }

    @Override
    public void acquired(PoolEvent event) {
        tell("acquired", event);
    }

    @Override
    public void returned(PoolEvent event) {
        tell("returned", event);
    }

    @Override
    public void retired(PoolEvent event) {
        tell("retired", event);
    }

    @Override
    public void revoked(PoolEvent event) {
        tell("revoked", event);
    }

    @Override
    public void overdue(PoolEvent event) {
        tell("overdue", event);
    }

    @Override
    public void waited(PoolEvent event) {
        tell("waited", event);
    }

    @Override
    public void timedOut(PoolEvent event) {
        tell("timedOut", event);
    }

    @Override
    public void lost(PoolEvent event) {
        tell("lost", event);
    }

    private List<Told> told() {
        lock.lock();
        try {
            return List.copyOf(all);
        } finally {
            lock.unlock();
        }
    }

    private void tell(String kind, PoolEvent event) {
        lock.lock();
        try {
            all.add(new Told(kind, event, Thread.currentThread()));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private record Told(String kind, PoolEvent event, Thread thread) {

        String line() {
            StringBuilder line = new StringBuilder(kind);
            if (event.resource() != 0) {
                line.append(" #").append(event.resource());
            }
            if (event.reason() != null) {
                line.append(' ').append(event.reason());
            }
            if (event.cause() != null) {
                line.append(": ").append(event.cause().getClass().getSimpleName());
            }
            return line.toString();
        }
    }
}
