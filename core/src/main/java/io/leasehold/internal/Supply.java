package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;
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
    private final OpenOutcome<R> outcome;
    private final OpenBounds bounds;
    private final Demand demand;

    /** Written under the lock, and read alone without it. */
    private volatile int taken;

    private volatile int opening;

    /** Opened, and not yet offered to who waits: counted, or one more would be opened for the same waiter. */
    private int arriving;

    private int lost;
    private long nextId;
    private boolean sealed;

    /** When anything was last opened, closed or tried. */
    private long quietSince;

    Supply(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.outcome = new OpenOutcome<>(pool);
        this.bounds = new OpenBounds(pool.config);
        this.demand = new Demand(pool);
        this.quietSince = pool.ticker.nanos();
    }

    int minimum() {
        return bounds.minimum();
    }

    int maximum() {
        return bounds.maximum();
    }

    int opening() {
        return opening;
    }

    void resize(int minimum, int maximum) {
        lock.lock();
        try {
            bounds.resize(minimum, maximum);
        } finally {
            lock.unlock();
        }
        pool.tasks.limit(2 * maximum + 1);
        refill();
    }

    /** Opens what is needed now, as far as the bounds allow. */
    void refill() {
        refill(0, null);
    }

    /**
     * As {@link #refill()}, for so many more than wait in line.
     *
     * @param by the one in line who asks, whose probe it is if one begins; or null
     */
    void refill(int extra, @Nullable Waiter by) {
        open(extra, by);
        if (demand.isHeldBack()) {
            pool.upkeeps.wake();
        }
    }

    private void open(int extra, @Nullable Waiter by) {
        Probe probe = reserve(extra);
        while (probe != null) {
            begin(probe, by);
            probe = reserve(extra);
        }
    }

    /** An open that was counted begins; if it is a probe, one alone waits for its end. */
    private void begin(Probe probe, @Nullable Waiter by) {
        if (probe != Probe.NONE) {
            pool.line.await(probe, by, pool.ticker.nanos());
        }
        pool.upkeeps.calls.start(new OpenCall<>(pool, probe));
    }

    /** Counts an open if one is needed and may begin, or else gives null; for those who wait, has it stand in the group's line. */
    private @Nullable Probe reserve(int extra) {
        if (demand.isOver()) {
            return null;
        }
        int opens;
        lock.lock();
        try {
            int wanting = demand.wanting(extra, taken, opening);
            if (wanting <= coming() && taken >= demand.kept()) {
                return null;
            }
            Probe probe = admit();
            if (probe == null) {
                return null;
            }
            if (pool.room.take()) {
                count();
                return probe;
            }
            pool.room.dismiss(probe);
            opens = opens(demand.wanting(0, taken, opening));
        } finally {
            lock.unlock();
        }
        pool.room.want(opens);
        return null;
    }

    /** The group has room for an open of this pool, taken already; gives false if none is needed now, or may begin. */
    boolean granted() {
        if (demand.isOver()) {
            return false;
        }
        Probe probe;
        lock.lock();
        try {
            probe = demand.wanting(0, taken, opening) > coming() ? admit() : null;
            if (probe == null) {
                return false;
            }
            count();
        } finally {
            lock.unlock();
        }
        begin(probe, null);
        return true;
    }

    /** How many opens would begin now for those who wait if the group had room for them. */
    int wantedOpens() {
        lock.lock();
        try {
            return opens(demand.wanting(0, taken, opening));
        } finally {
            lock.unlock();
        }
    }

    private int opens(int wanting) {
        return Math.max(0, Math.min(bounds.room(taken, opening, pool.ticker.nanos()), wanting - coming()));
    }

    /** Opens that will serve somebody, those included that are on their way to whoever that is. */
    private int coming() {
        return opening + arriving;
    }

    /** Whether an open may begin but for the group's room: null if not. A window that is over stands for the back-off. */
    private @Nullable Probe admit() {
        long now = pool.ticker.nanos();
        boolean within = !sealed && lost < maximum() && bounds.room(taken, opening, now) > 0;
        Probe probe = within ? pool.room.admit(now) : null;
        return probe == Probe.NONE && bounds.retryIn(now) > 0 ? null : probe;
    }

    private void count() {
        taken++;
        opening++;
    }

    /** Opens nothing any more if nothing was open, or tried, for so long; gives whether that is so. */
    boolean seal(long nanos) {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            sealed = sealed || taken == 0 && lost == 0 && pool.line.isEmpty() && now - quietSince >= nanos;
            return sealed;
        } finally {
            lock.unlock();
        }
    }

    /** What failed before is not held against the next open. */
    void forgetFailures() {
        lock.lock();
        try {
            bounds.forgetFailures();
        } finally {
            lock.unlock();
        }
    }

    /** Whether more may be opened than there are. */
    boolean hasSpare() {
        return taken < maximum();
    }

    /** @param checked whether it passed its first check just now */
    void opened(R resource, int epoch, long tookNanos, boolean checked) {
        long now = pool.ticker.nanos();
        long id;
        lock.lock();
        try {
            opening--;
            arriving++;
            quietSince = now;
            bounds.opened();
            demand.opened(tookNanos);
            id = ++nextId;
        } finally {
            lock.unlock();
        }
        pool.room.opened();
        try {
            outcome.joins(resource, id, now, epoch, tookNanos, checked);
        } finally {
            arrived();
        }
        refill();
    }

    private void arrived() {
        lock.lock();
        try {
            arriving--;
        } finally {
            lock.unlock();
        }
    }

    /** What was opened did not pass its first check: a failed open, which is taken until its resource is closed. */
    void foundDead(R resource, Throwable why, Probe probe, boolean cutOff) {
        long now = pool.ticker.nanos();
        long id;
        long failures;
        lock.lock();
        try {
            id = ++nextId;
            quietSince = now;
            failures = bounds.failed(why, now);
        } finally {
            lock.unlock();
        }
        outcome.discards(resource, id, cutOff);
        lock.lock();
        try {
            opening--;
        } finally {
            lock.unlock();
        }
        outcome.failed(why, probe, OpenRefusal.OTHER, failures, -1);
    }

    void failed(Throwable why, Probe probe, OpenRefusal refusal) {
        long now = pool.ticker.nanos();
        boolean full = refusal == OpenRefusal.SERVER_FULL;
        long failures;
        int room;
        lock.lock();
        try {
            opening--;
            taken--;
            quietSince = now;
            failures = bounds.failed(why, now);
            if (full) {
                bounds.refused(taken - opening, now);
            }
            room = bounds.limit(now);
        } finally {
            lock.unlock();
        }
        outcome.failed(why, probe, refusal, failures, full ? room : -1);
        pool.room.freed();
    }

    /** An open hangs: it holds no place any more, but is counted until the driver lets go. */
    void gaveUp(Throwable why, Probe probe) {
        lock.lock();
        try {
            lost++;
        } finally {
            lock.unlock();
        }
        pool.room.lost();
        failed(why, probe, OpenRefusal.UNREACHABLE);
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
        pool.room.lost();
        pool.room.freed();
        refill();
    }

    /** The driver let go of a call that was given up. */
    void found() {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            lost--;
            quietSince = now;
        } finally {
            lock.unlock();
        }
        pool.room.found();
        refill();
    }

    /** A resource is gone. */
    void freed() {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            taken--;
            quietSince = now;
        } finally {
            lock.unlock();
        }
        pool.room.freed();
        refill();
    }

    /** Retries what is needed; gives when that may next succeed where it does not now. */
    long upkeep(long now) {
        open(0, null);
        lock.lock();
        try {
            boolean needed = !pool.line.isEmpty() || taken < demand.kept();
            if (demand.isHeldBack()) {
                return LinePace.LOOKS_AGAIN;
            }
            return needed ? bounds.opensIn(pool.room.admitsIn(now), now) : Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    /** The counts of a snapshot, read together. */
    SupplyCounts counts() {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            return new SupplyCounts(taken, opening, lost, bounds.limit(now), bounds.failure(now));
        } finally {
            lock.unlock();
        }
    }

    /** A reservation for who waits for the first open; the bound on lost ones holds from the start. */
    boolean reserveFirst() {
        lock.lock();
        try {
            if (lost >= maximum()) {
                return false;
            }
            count();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** In how many nanoseconds the back-off lets the next open be tried. */
    long retryIn() {
        lock.lock();
        try {
            return bounds.retryIn(pool.ticker.nanos());
        } finally {
            lock.unlock();
        }
    }

    /** The first open is over, or nobody waits for it. */
    void started() {
        demand.started();
        refill();
    }
}
