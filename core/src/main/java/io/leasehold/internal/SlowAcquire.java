package io.leasehold.internal;

import io.leasehold.AcquireException;
import io.leasehold.spi.LeaseHandle;
import org.jspecify.annotations.Nullable;

/**
 * An acquire that found no free place at once: it has one opened or checked, stands in line, and waits to its deadline. Safe
 * for any thread.
 *
 * <p>A deadline is an instant, fixed on arrival and compared by difference. A waiter parks until it is woken or out of time;
 * it never polls. What a waiter owes on its way out, however it leaves: the line without it, a signal passed on to the next
 * head if a place is free, and any second place it got.
 */
final class SlowAcquire<R, H extends LeaseHandle<R>> {

    /** What an acquire that "tries once" allows a check of an idle resource: within the 50 ms any deadline may be late. */
    private static final long ONE_TRY = 25_000_000;

    private final EnginePool<R, H> pool;

    SlowAcquire(EnginePool<R, H> pool) {
        this.pool = pool;
    }

    H acquire(long timeoutNanos) {
        long arrivedAt = pool.ticker.nanos();
        if (pool.shutdown.isClosing()) {
            throw pool.scene.closed(arrivedAt);
        }
        pool.caller = pool.factory.callerContext();
        boolean triesOnce = timeoutNanos == 0;
        if (triesOnce && !pool.checks.hasUnproven()) {
            pool.supply.refillFor(1);
            throw pool.scene.refused(arrivedAt, timeoutNanos);
        }
        long deadline = arrivedAt + (triesOnce ? ONE_TRY : timeoutNanos);
        Waiter waiter = new Waiter(Thread.currentThread(), arrivedAt);
        if (!pool.line.join(waiter, pool.config.maximumWaiting())) {
            pool.checks.checkForWaiters(1);
            pool.supply.refillFor(1);
            throw pool.scene.lineFull(arrivedAt);
        }
        Flight.Acquire flight = new Flight.Acquire();
        flight.begin();
        Place<R> place;
        try {
            place = await(waiter, deadline, timeoutNanos);
        } finally {
            leave(waiter);
        }
        long now = pool.ticker.nanos();
        pool.events.waited(flight, place, now - arrivedAt);
        long token = waiter.isGranted() ? waiter.token() : place.granted;
        return pool.lend(place, token, pool.ticker.coarseNanos(), now - arrivedAt);
    }

    private Place<R> await(Waiter waiter, long deadline, long timeoutNanos) {
        pool.handOver.sample(waiter.arrivedAt);
        while (true) {
            Place<R> place = lookAround(waiter);
            if (place != null) {
                return place;
            }
            long left = deadline - pool.ticker.nanos();
            boolean interrupted = left > 0 && park(waiter, left);
            if (interrupted || left <= 0) {
                if (!waiter.leave()) {
                    return granted(waiter);
                }
                throw interrupted
                        ? pool.scene.interrupted(waiter.arrivedAt)
                        : pool.scene.refused(waiter.arrivedAt, timeoutNanos);
            }
        }
    }

    /** A place granted, or found free; null if there is none, and whatever is freed from now on will wake this waiter. */
    private @Nullable Place<R> lookAround(Waiter waiter) {
        waiter.lookAround();
        if (waiter.isGranted()) {
            return granted(waiter);
        }
        if (pool.shutdown.isClosing()) {
            if (waiter.leave()) {
                throw pool.scene.closed(waiter.arrivedAt);
            }
            return granted(waiter);
        }
        Place<R> place = pool.takeIdle(pool.ticker.coarseNanos());
        if (place == null) {
            pool.checks.checkForWaiters();
            pool.supply.refill();
            AcquireException failed = pool.room.failFast(waiter);
            if (failed == null) {
                return null;
            }
            if (waiter.leave()) {
                throw failed;
            }
            return granted(waiter);
        }
        if (!waiter.leave()) {
            pool.offer(place, place.granted, false);
            return granted(waiter);
        }
        return place;
    }

    /** Parks until woken or out of time; gives true, with the flag set, if the thread is interrupted. */
    private boolean park(Waiter waiter, long left) {
        if (Thread.currentThread().isInterrupted()) {
            return true;
        }
        if (!waiter.isSignalled() && !waiter.isGranted()) {
            pool.ticker.park(this, left);
        }
        if (waiter.isSignalled() || waiter.isGranted()) {
            long now = pool.ticker.nanos();
            pool.handOver.woke(now - waiter.wokenAt());
            pool.handOver.sample(now);
            return false;
        }
        return Thread.currentThread().isInterrupted();
    }

    @SuppressWarnings("unchecked") // only this pool's places are granted to those in its line
    private Place<R> granted(Waiter waiter) {
        return (Place<R>) waiter.place();
    }

    private void leave(Waiter waiter) {
        pool.line.remove(waiter);
        if (!pool.line.isEmpty() && pool.checks.hasIdle()) {
            pool.line.signal(pool.ticker.nanos());
        }
        pool.room.waiterLeft();
    }
}
