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
 * head if a place is free, and any second place it got. All of that is done before an error is put together or anybody is
 * told: a head that has left takes no signal, and the rest of the line would wait for a listener.
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
            pool.supply.refill(1, null);
            throw pool.scene.refused(arrivedAt, timeoutNanos);
        }
        long deadline = arrivedAt + (triesOnce ? ONE_TRY : timeoutNanos);
        Waiter waiter = new Waiter(Thread.currentThread(), arrivedAt);
        Flight.Acquire flight = new Flight.Acquire();
        flight.begin();
        if (!pool.line.join(waiter, pool.config.maximumWaiting())) {
            pool.checks.checkForWaiters(1);
            pool.supply.refill(1, null);
            throw pool.scene.lineFull(arrivedAt);
        }
        Place<R> place;
        try {
            place = await(waiter, deadline);
        } finally {
            leave(waiter);
        }
        if (place == null) {
            throw waiter.interrupted ? pool.scene.interrupted(arrivedAt) : pool.scene.refused(arrivedAt, timeoutNanos);
        }
        long now = pool.ticker.nanos();
        pool.events.waited(flight, place);
        long token = waiter.isGranted() ? waiter.token() : place.granted;
        return pool.lend(place, token, pool.ticker.coarseNanos(), now - arrivedAt);
    }

    /** The place that the waiter got, or null once it has left: out of time, interrupted, or the pool closes. */
    private @Nullable Place<R> await(Waiter waiter, long deadline) {
        pool.handOver.sample(waiter.arrivedAt);
        while (true) {
            // First of all: whatever is freed, or closed, from here on signals it anew.
            waiter.lookAround();
            if (pool.shutdown.isClosing()) {
                break;
            }
            Place<R> place = placeFor(waiter);
            if (place != null) {
                return place;
            }
            long left = deadline - pool.ticker.nanos();
            if (left <= 0) {
                break;
            }
            if (park(waiter, left)) {
                waiter.interrupted = true;
                break;
            }
        }
        return waiter.leave() ? null : granted(waiter);
    }

    /** A place granted, or found free; null if there is none, and those that can be had are on their way. */
    private @Nullable Place<R> placeFor(Waiter waiter) {
        if (waiter.isGranted()) {
            return granted(waiter);
        }
        Place<R> place = pool.takeIdle(pool.ticker.coarseNanos());
        if (place == null) {
            pool.checks.checkForWaiters();
            pool.supply.refill(0, waiter);
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
