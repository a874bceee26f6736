package io.leasehold.internal.shared;

import io.leasehold.internal.Flight;
import io.leasehold.spi.ShareHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An acquire that found no share at once: it joins the open of its key, or begins it, and waits to its deadline. Safe for
 * any thread.
 *
 * <p>A deadline is an instant, fixed on arrival and compared by difference. A waiter parks until it is told something or out
 * of time; it never polls. Whoever loses the race to leave has what it was told, a share for one, and uses it.
 */
final class ShareAcquire<K, R, H extends ShareHandle<R>> {

    private final SharedEngine<K, R, H> pool;

    ShareAcquire(SharedEngine<K, R, H> pool) {
        this.pool = pool;
    }

    H acquire(Key key, long timeoutNanos) {
        long arrivedAt = pool.ticker.nanos();
        Flight.Acquire flight = new Flight.Acquire();
        flight.begin();
        Attempt attempt = new Attempt(key, arrivedAt, timeoutNanos);
        H handle = null;
        while (handle == null) {
            Seat<R> seat = attempt.once();
            if (seat != null) {
                handle = attempt.lend(seat, flight);
            }
        }
        return handle;
    }

    /** One acquire's way to a share. For its thread. */
    private final class Attempt {

        private final Key key;
        private final long arrivedAt;
        private final long timeoutNanos;
        private final Thread current = Thread.currentThread();
        private boolean parked;

        /** What the share that was found sits by: this thread, or the waiter it was granted to. */
        private Object taker = current;

        Attempt(Key key, long arrivedAt, long timeoutNanos) {
            this.key = key;
            this.arrivedAt = arrivedAt;
            this.timeoutNanos = timeoutNanos;
        }

        /** A share, or null if it is to be tried again. */
        @Nullable Seat<R> once() {
            taker = current;
            if (pool.shutdown.isClosing()) {
                throw pool.scene.closed(key, arrivedAt);
            }
            KeyEntry<K, R> entry = pool.entry(key);
            ShareWaiter<R> waiter = timeoutNanos == 0 ? null : new ShareWaiter<>();
            KeyEntry.Found<K, R> found = entry.find(waiter);
            if (found == null) {
                // who buried it takes it out of the map, unless an error struck in between
                pool.buryIfEmpty(entry);
                return null;
            }
            if (found.shared() != null) {
                return found.shared();
            }
            if (found.failure() != null) {
                throw pool.scene.failed(entry, found.failure(), arrivedAt, true);
            }
            Opening<K, R> opening = Objects.requireNonNull(found.opening());
            return waiter == null ? begin(entry, found) : await(entry, opening, found.isNew(), waiter);
        }

        @Nullable H lend(Seat<R> seat, Flight.Acquire flight) {
            long waited = pool.ticker.nanos() - arrivedAt;
            try {
                pool.events.waited(flight, seat.of(), parked, waited);
            } catch (Throwable e) {
                pool.release(seat, taker);
                throw e;
            }
            return pool.lend(seat, taker, parked ? waited : 0);
        }

        /** Tries once: has the open begin, and does not wait for it. */
        private @Nullable Seat<R> begin(KeyEntry<K, R> entry, KeyEntry.Found<K, R> found) {
            Opening<K, R> opening = Objects.requireNonNull(found.opening());
            if (found.isNew()) {
                pool.openings.request(opening, callersKey(), false);
            }
            Seat<R> other = any(entry);
            if (other == null) {
                throw pool.scene.refused(entry, opening.started, arrivedAt, timeoutNanos);
            }
            return other;
        }

        private @Nullable Seat<R> await(
                KeyEntry<K, R> entry, Opening<K, R> opening, boolean isNew, ShareWaiter<R> waiter) {
            Opening<K, R> own = null;
            try {
                own = pool.openings.ownOfCaller();
                if (pool.openings.closesRing(own, opening)) {
                    throw pool.scene.reentered(entry);
                }
                if (isNew) {
                    pool.openings.request(opening, callersKey(), true);
                }
                return told(entry, opening, waiter, park(waiter));
            } finally {
                if (own != null) {
                    own.waitsFor = null;
                }
                if (waiter.leave()) {
                    pool.openings.drop(opening, waiter);
                }
            }
        }

        /** Parks until told something, out of time, or interrupted; gives whether it was interrupted. */
        private boolean park(ShareWaiter<R> waiter) {
            while (waiter.state() == ShareWaiter.WAITING) {
                long left = arrivedAt + timeoutNanos - pool.ticker.nanos();
                if (left <= 0) {
                    return false;
                }
                if (Thread.currentThread().isInterrupted()) {
                    return true;
                }
                parked = true;
                pool.ticker.park(this, left);
            }
            return false;
        }

        private @Nullable Seat<R> told(
                KeyEntry<K, R> entry, Opening<K, R> opening, ShareWaiter<R> waiter, boolean interrupted) {
            if (waiter.leave()) {
                boolean started = opening.started;
                pool.openings.drop(opening, waiter);
                if (interrupted) {
                    throw pool.scene.interrupted(entry, arrivedAt);
                }
                Seat<R> other = any(entry);
                if (other == null) {
                    throw pool.scene.refused(entry, started, arrivedAt, timeoutNanos);
                }
                return other;
            }
            switch (waiter.state()) {
                case ShareWaiter.GRANTED:
                    taker = waiter;
                    return waiter.granted();
                case ShareWaiter.FAILED:
                    Seat<R> other = any(entry);
                    if (other == null) {
                        throw pool.scene.failed(entry, Objects.requireNonNull(waiter.failure()), arrivedAt, false);
                    }
                    return other;
                default:
                    return null;
            }
        }

        @SuppressWarnings("unchecked") // keys are made from what this pool's acquires are given
        private K callersKey() {
            return (K) key.value;
        }

        private @Nullable Seat<R> any(KeyEntry<K, R> entry) {
            Generation<R> now = entry.current;
            return now == null ? null : now.shareAny(current);
        }
    }
}
