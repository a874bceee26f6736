package io.leasehold.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one kind do, one after the other; calls beyond the script succeed, unless {@link #always} says otherwise.
 * Safe for any number of threads. Methods that add to the script return it, so that they can be strung together.
 */
public final class Script {

    private static final long SECONDS_TO_WAIT = 20;

    private final String what;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<CountDownLatch> hanging = new ArrayList<>();
    private Step last = new Step(Kind.SUCCEED, null);
    private int calls;

    Script(String what) {
        this.what = what;
    }

    /** The next call succeeds. */
    public Script succeed() {
        return add(new Step(Kind.SUCCEED, null));
    }

    /** The next call throws this. */
    public Script fail(Throwable with) {
        return add(new Step(Kind.FAIL, with));
    }

    /** The next call hangs until it is {@link #release}d, and then succeeds, or is interrupted, and then fails. */
    public Script hang() {
        return add(new Step(Kind.HANG, null));
    }

    /** The next call hangs until it is {@link #release}d, and then succeeds; it is deaf to interrupts. */
    public Script hangDeaf() {
        return add(new Step(Kind.HANG_DEAF, null));
    }

    /** The next call finds, or makes, a dead resource: an open yields one, a check says so, any other call fails. */
    public Script die() {
        return add(new Step(Kind.DIE, null));
    }

    /** The next call runs this first, on its own thread, and then succeeds. */
    public Script run(Runnable action) {
        return add(new Step(Kind.SUCCEED, null, action));
    }

    /** Every call beyond the script does what the last one added does. */
    public Script always() {
        lock.lock();
        try {
            Step step = steps.pollLast();
            if (step == null) {
                throw new IllegalStateException("always() repeats the step before it; there is none");
            }
            last = step;
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all steps: calls succeed again. Those that hang go on hanging. */
    public Script clear() {
        lock.lock();
        try {
            steps.clear();
            last = new Step(Kind.SUCCEED, null);
            return this;
        } finally {
            lock.unlock();
        }
    }

    /** Lets every call go on that hangs now. */
    public void release() {
        lock.lock();
        try {
            hanging.forEach(CountDownLatch::countDown);
        } finally {
            lock.unlock();
        }
    }

    /** How many calls were begun. */
    public int calls() {
        lock.lock();
        try {
            return calls;
        } finally {
            lock.unlock();
        }
    }

    /** How many calls hang now. */
    public int hanging() {
        lock.lock();
        try {
            return hanging.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until exactly so many calls hang.
     *
     * @throws AssertionError if that is not so after 20 seconds of real time, or this thread is interrupted
     */
    public void awaitHanging(int threads) {
        long left = TimeUnit.SECONDS.toNanos(SECONDS_TO_WAIT);
        lock.lock();
        try {
            while (hanging.size() != threads) {
                if (left <= 0) {
                    throw new AssertionError(
                            "waited for " + threads + " calls of " + what + " that hang; there are " + hanging.size());
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for calls of " + what + " that hang", e);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Plays the next step for a call.
     *
     * @return false if the resource is dead by it
     */
    boolean play() throws Exception {
        Step step = next();
        if (step.action != null) {
            step.action.run();
        }
        switch (step.kind) {
            case FAIL -> Script.<RuntimeException>sneak(step.failure);
            case HANG -> hang(false);
            case HANG_DEAF -> hang(true);
            default -> {}
        }
        return step.kind != Kind.DIE;
    }

    private Script add(Step step) {
        lock.lock();
        try {
            steps.addLast(step);
            return this;
        } finally {
            lock.unlock();
        }
    }

    private Step next() {
        lock.lock();
        try {
            calls++;
            Step step = steps.pollFirst();
            return step != null ? step : last;
        } finally {
            lock.unlock();
        }
    }

    private void hang(boolean deaf) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        hanging(latch, true);
        boolean interrupted = false;
        try {
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException e) {
                    if (!deaf) {
                        throw e;
                    }
                    interrupted = true;
                }
            }
        } finally {
            hanging(latch, false);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void hanging(CountDownLatch latch, boolean hangs) {
        lock.lock();
        try {
            if (hangs) {
                hanging.add(latch);
            } else {
                hanging.remove(latch);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(@Nullable Throwable failure) throws T {
        if (failure != null) {
            throw (T) failure;
        }
    }

    private enum Kind {
        SUCCEED,
        FAIL,
        HANG,
        HANG_DEAF,
        DIE
    }

    private record Step(
            Kind kind,
            @Nullable Throwable failure,
            @Nullable Runnable action) {

        Step(Kind kind, @Nullable Throwable failure) {
            this(kind, failure, null);
        }
    }
}
