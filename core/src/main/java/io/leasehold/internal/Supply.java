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
 *
 * <p>No error costs a place, wherever it strikes who has an open begin: the open is in flight before it is counted, and due right after
 * ({@link DriverCalls}). Both happen in one turn under the lock, as does dropping what was not counted: who is slow is not taken for dead.
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
        for (OpenCall<R> call = reserve(extra); call != null; call = reserve(extra)) {
            begin(call, by);
        }
    }

    /** An open that was counted begins; if it is a probe, one alone waits for its end. */
    private void begin(OpenCall<R> call, @Nullable Waiter by) {
        if (call.probe != Probe.NONE) {
            pool.line.await(call.probe, by, pool.ticker.nanos());
        }
        pool.upkeeps.calls.start(call);
    }

    /** Counts an open if one is needed and may begin, or else gives null; for those who wait, has it stand in the group's line. */
    private @Nullable OpenCall<R> reserve(int extra) {
        if (demand.isOver()) {
            return null;
        }
        int opens;
        lock.lock();
        try {
            boolean needed = demand.wanting(extra, taken, opening) > coming() || taken < demand.kept();
            Probe probe = needed ? admit() : null;
            if (probe == null) {
                return null;
            }
            OpenCall<R> call = count(probe);
            if (call != null) {
                return call;
            }
            opens = opens(demand.wanting(0, taken, opening));
        } finally {
            lock.unlock();
        }
        pool.room.want(opens);
        return null;
    }

    /** An open that may begin, in flight and then counted; null if the group has no room for it. Under the lock. */
    private @Nullable OpenCall<R> count(Probe probe) {
        if (pool.room.mayTake()) {
            OpenCall<R> call = new OpenCall<>(pool, probe);
            pool.upkeeps.calls.count(call);
            if (pool.room.take()) {
                // in a straight line from the last act of that: here no error comes between
                taken++;
                opening++;
                call.counted = true;
                return call;
            }
            pool.upkeeps.calls.takeBack(call);
        }
        pool.room.dismiss(probe);
        return null;
    }

    /** Whoever was to count it has died; gives false if it was counted. */
    boolean drop(OpenCall<R> call) {
        lock.lock();
        try {
            return !call.counted && call.settle();
        } finally {
            lock.unlock();
        }
    }

    /** The group has granted room to opens of this pool: so many begin as are needed for those who wait, and the rest is given back. */
    void granted() {
        for (OpenCall<R> call = ofGranted(); call != null; call = ofGranted()) {
            begin(call, null);
        }
    }

    private @Nullable OpenCall<R> ofGranted() {
        lock.lock();
        try {
            while (pool.room.isGranted()) {
                boolean needed = !demand.isOver() && demand.wanting(0, taken, opening) > coming();
                Probe probe = needed ? admit() : null;
                if (probe != null) {
                    return count(probe);
                }
                pool.room.giveBack();
            }
            return null;
        } finally {
            lock.unlock();
        }
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

    /** Opens nothing any more if nothing was open, or tried, for so long; gives whether that is so. */
    boolean seal(long nanos) {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            boolean unused = taken == 0 && lost == 0 && !pool.room.isGranted() && pool.line.isEmpty();
            sealed = sealed || unused && now - quietSince >= nanos;
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
            lock.lock();
            try {
                arriving--;
            } finally {
                lock.unlock();
            }
        }
        refill();
    }

    /** What was opened did not pass its first check: a failed open, which is taken until its resource is closed. */
    void foundDead(R resource, Throwable why, Probe probe, boolean cutOff) {
        long now = pool.ticker.nanos();
        long id;
        long failures;
        lock.lock();
        try {
            id = ++nextId;
            opening--;
            quietSince = now;
            failures = bounds.failed(why, now);
        } finally {
            lock.unlock();
        }
        outcome.discards(resource, id, cutOff);
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
        ended(0, 1);
        pool.room.lost();
        failed(why, probe, OpenRefusal.UNREACHABLE);
    }

    /** A close hangs. */
    void lost() {
        ended(1, 1);
        pool.room.lost();
        pool.room.freed();
        refill();
    }

    /** The driver let go of a call that was given up. */
    void found() {
        ended(0, -1);
        pool.room.found();
        refill();
    }

    /** A resource is gone. */
    void freed() {
        ended(1, 0);
        pool.room.freed();
        refill();
    }

    private void ended(int lessTaken, int moreLost) {
        long now = pool.ticker.nanos();
        lock.lock();
        try {
            taken -= lessTaken;
            lost += moreLost;
            quietSince = now;
        } finally {
            lock.unlock();
        }
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

    /** The open for who waits for the first, or null; the bound on lost ones holds from the start. */
    @Nullable OpenCall<R> reserveFirst() {
        lock.lock();
        try {
            return lost < maximum() ? count(Probe.NONE) : null;
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
