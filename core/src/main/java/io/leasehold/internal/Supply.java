package io.leasehold.internal;

import io.leasehold.OpenFailure;
import io.leasehold.PoolConfig;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.OpenRefusal;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens resources, in parallel and within bounds, for those who wait and up to the minimum. Safe for any thread; the lock
 * guards the counts and is never held while the driver, a listener, or another part is called.
 *
 * <p>{@code taken} counts what is open, being opened, or on its way out; an open begins only after it was counted, so the
 * maximum cannot be passed. What hangs in the driver and was given up is counted in {@code lost} instead, and beyond a
 * maximum of lost ones nothing is opened.
 *
 * <p>What was opened enters as CHECKING, which nobody else moves, and is LEASED only while it is offered: a log or a recorder that
 * is slow to take the event must not show a lease that nobody has. Between that and its grant no foreign code runs.
 */
final class Supply<R> {

    private final EnginePool<R, ?> pool;
    private final ReentrantLock lock = new ReentrantLock();
    private final Backoff backoff = new Backoff();
    private final Ceiling ceiling = new Ceiling();

    private volatile PoolConfig sizes;
    /** Until the first open is over, upkeep opens nothing: it would be counted beside the first, past a maximum of one. */
    private volatile boolean starting = true;

    private int taken;
    private int opening;
    private int lost;
    private long nextId;

    Supply(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.sizes = pool.config;
    }

    int minimum() {
        return sizes.minimumSize();
    }

    int maximum() {
        return sizes.maximumSize();
    }

    int opening() {
        lock.lock();
        try {
            return opening;
        } finally {
            lock.unlock();
        }
    }

    void resize(int minimum, int maximum) {
        lock.lock();
        try {
            sizes = sizes.resized(minimum, maximum);
        } finally {
            lock.unlock();
        }
        pool.tasks.limit(2 * maximum + 1);
        refill();
    }

    /** Opens what is needed now, as far as the bounds allow. */
    void refill() {
        refillFor(0);
    }

    /** As {@link #refill()}, for so many more than wait in line. */
    void refillFor(int extra) {
        while (reserve(extra)) {
            pool.upkeeps.calls.start(new OpenCall<>(pool));
        }
    }

    private boolean reserve(int extra) {
        if (starting || pool.shutdown.isClosing()) {
            return false;
        }
        int underWay = pool.checks.underWay();
        int wanting = pool.shutdown.state() == PoolSnapshot.State.OPEN ? pool.line.size() + extra : 0;
        lock.lock();
        try {
            boolean needed = wanting > opening + underWay || taken < sizes.minimumSize();
            return needed && mayOpen() && reserveOne();
        } finally {
            lock.unlock();
        }
    }

    private boolean mayOpen() {
        long now = pool.ticker.nanos();
        int atOnce = backoff.isFailing() ? 1 : sizes.maximumOpening();
        return taken < ceiling.limit(sizes.maximumSize(), now)
                && lost < sizes.maximumSize()
                && opening < atOnce
                && backoff.retryIn(now) == 0;
    }

    private boolean reserveOne() {
        taken++;
        opening++;
        return true;
    }

    /** @param checked whether it passed its first check just now */
    void opened(R resource, int epoch, long tookNanos, boolean checked) {
        long now = pool.ticker.nanos();
        long id;
        lock.lock();
        try {
            opening--;
            backoff.opened();
            ceiling.opened();
            id = ++nextId;
        } finally {
            lock.unlock();
        }
        long token = pool.firstToken();
        Place<R> place = new Place<>(pool, resource, id, now, PlaceWord.CHECKING);
        place.provenEpoch = epoch;
        pool.upkeeps.schedule(place, now);
        pool.places.add(place);
        pool.events.opened(place, tookNanos);
        if (place.passCheck(PlaceWord.CHECKING, token)) {
            pool.offer(place, token, checked);
        }
        refill();
    }

    /** What was opened did not pass its first check: a failed open, which is taken until its resource is closed. */
    void foundDead(R resource, Throwable why, boolean cutOff) {
        long now = pool.ticker.nanos();
        long id;
        long failures;
        lock.lock();
        try {
            id = ++nextId;
            backoff.failed(why, now);
            failures = backoff.failures();
        } finally {
            lock.unlock();
        }
        pool.destruction.discard(new Place<>(pool, resource, id, now, PlaceWord.RETIRING), cutOff);
        lock.lock();
        try {
            opening--;
        } finally {
            lock.unlock();
        }
        failedToOpen(why, failures, -1);
    }

    void failed(Throwable why, OpenRefusal refusal) {
        long now = pool.ticker.nanos();
        boolean full = refusal == OpenRefusal.SERVER_FULL;
        long failures;
        int room;
        lock.lock();
        try {
            opening--;
            taken--;
            backoff.failed(why, now);
            failures = backoff.failures();
            if (full) {
                ceiling.refused(taken - opening, now);
            }
            room = ceiling.limit(sizes.maximumSize(), now);
        } finally {
            lock.unlock();
        }
        failedToOpen(why, failures, full ? room : -1);
    }

    private void failedToOpen(Throwable why, long failures, int room) {
        pool.events.openFailed(why, failures, room);
        pool.upkeeps.wake();
        pool.shutdown.somethingEnded();
    }

    /** An open hangs: it holds no place any more, but is counted until the driver lets go. */
    void gaveUp(Throwable why) {
        lock.lock();
        try {
            lost++;
        } finally {
            lock.unlock();
        }
        failed(why, OpenRefusal.OTHER);
    }

    /** A close hangs. */
    void lost() {
        lock.lock();
        try {
            taken--;
            lost++;
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** The driver let go of a call that was given up. */
    void found() {
        lock.lock();
        try {
            lost--;
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** A resource is gone. */
    void freed() {
        lock.lock();
        try {
            taken--;
        } finally {
            lock.unlock();
        }
        refill();
    }

    /** Retries what is needed; gives when that may next succeed where it does not now. */
    long upkeep(long now) {
        refill();
        lock.lock();
        try {
            boolean needed = !pool.line.isEmpty() || taken < sizes.minimumSize();
            if (!needed) {
                return Long.MAX_VALUE;
            }
            long next = Math.min(backoff.isFailing() ? backoff.retryIn(now) : Long.MAX_VALUE, ceiling.liftsIn(now));
            return Math.max(1_000_000, next);
        } finally {
            lock.unlock();
        }
    }

    /** The counts of a snapshot, read together. */
    Counts counts() {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            Throwable cause = backoff.cause();
            OpenFailure failure = cause == null
                    ? null
                    : new OpenFailure(cause, Duration.ofNanos(now - backoff.failedAt()), backoff.failures());
            return new Counts(taken, opening, lost, ceiling.limit(sizes.maximumSize(), now), failure);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What is open, being opened or on its way out; what is being opened; what was given up; how many may be open now; the
     * last failure since an open succeeded.
     */
    record Counts(
            int taken,
            int opening,
            int lost,
            int ceiling,
            @Nullable OpenFailure failure) {}

    /** A reservation for who waits for the first open; the bound on lost ones holds from the start. */
    boolean reserveFirst() {
        lock.lock();
        try {
            return lost < sizes.maximumSize() && reserveOne();
        } finally {
            lock.unlock();
        }
    }

    /** In how many nanoseconds the back-off lets the next open be tried. */
    long retryIn() {
        lock.lock();
        try {
            return backoff.retryIn(pool.ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** The first open is over, or nobody waits for it. */
    void started() {
        starting = false;
        refill();
    }
}
