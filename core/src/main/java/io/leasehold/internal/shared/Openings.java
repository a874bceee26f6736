package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.Telling;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Starts opens and tells those who wait for them how they ended. Safe for any thread.
 *
 * <p>A re-entry is found by following what each open waits for. Whoever is about to wait inside an open writes that down
 * first and then follows the chain: of two that close a ring at once, one at least sees it.
 */
final class Openings<K, R> {

    private final SharedEngine<K, R, ?> pool;
    private final Set<Opening<K, R>> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong ids = new AtomicLong();

    Openings(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
    }

    /** Has the new open begin, or stand in line until there is room. On the acquirer's thread, which it takes from. */
    void request(Opening<K, R> opening, K key, boolean waits) {
        try {
            opening.takeFromCaller(key);
            if (waits ? pool.room.takeOrWait(opening) : pool.room.take(opening)) {
                start(opening);
            } else if (waits) {
                pool.makeRoom();
            } else {
                // whoever has joined it meanwhile and waits has another begin, which stands in line
                sendAway(opening);
            }
        } catch (Throwable e) {
            pool.room.cancel(opening);
            if (opening.withdraw()) {
                withdrawn(opening, e);
            }
        }
    }

    private void withdrawn(Opening<K, R> opening, Throwable why) {
        if (!opening.settle()) {
            // It was given up, and the worker that would have let go of it will not.
            pool.room.found();
            return;
        }
        if (opening.started) {
            pool.room.failed();
        }
        ended(opening, why);
    }

    /** Starts what there is room for now. */
    void startNext() {
        for (Opening<?, ?> next : pool.room.next()) {
            @SuppressWarnings("unchecked") // only this pool's opens stand in its line
            Opening<K, R> opening = (Opening<K, R>) next;
            start(opening);
        }
    }

    private void start(Opening<K, R> opening) {
        running.add(opening);
        pool.upkeep.calls.start(opening);
    }

    /** The waiter leaves the open; one that has no room yet and no other waiter is dropped. */
    void drop(Opening<K, R> opening, ShareWaiter<R> waiter) {
        if (opening.entry.leave(opening, waiter)) {
            pool.room.cancel(opening);
            pool.buryIfEmpty(opening.entry);
        }
    }

    /** An error that strikes on the way is told to those who wait: nobody else would tell them, nor who comes later. */
    void opened(Opening<K, R> opening, R yielded) {
        running.remove(opening);
        pool.room.opened();
        Seat<R> own;
        try {
            own = counted(opening, yielded);
        } catch (Throwable e) {
            try {
                pool.closing.discard(opening.entry, yielded);
            } finally {
                ended(opening, e);
            }
            throw e;
        }
        try {
            join(opening, own);
        } catch (Throwable e) {
            try {
                // if it had joined before that, it goes on to serve whoever holds it
                pool.release(own, opening);
                pool.closing.closeIdle(own.of(), RetireReason.SURPLUS);
            } finally {
                ended(opening, e);
            }
            throw e;
        }
    }

    /** Counts what was opened among the pool's resources, its last step; gives the seat that the open has there. */
    private Seat<R> counted(Opening<K, R> opening, R yielded) {
        long now = pool.ticker.nanos();
        SharedResource.Position at = new SharedResource.Position(opening.generation.number, opening.slot);
        SharedResource<R> resource = new SharedResource<>(opening.entry, pool, yielded, at, ids.incrementAndGet(), now);
        Seat<R> own = Objects.requireNonNull(resource.share(Thread.currentThread(), opening));
        pool.resources.add(resource);
        return own;
    }

    private void join(Opening<K, R> opening, Seat<R> own) {
        SharedResource<R> resource = own.of();
        pool.events.opened(resource, resource.openedAt - opening.submittedAt());
        boolean wanted = opening.entry.arrived(opening, resource);
        RetireReason reason = pool.shutdown.isClosing() ? RetireReason.POOL_CLOSED : RetireReason.SURPLUS;
        if (!wanted) {
            resource.retire(reason);
        }
        for (ShareWaiter<R> waiter : opening.entry.takeWaiters(opening)) {
            Seat<R> seat = wanted ? resource.share(Thread.currentThread(), waiter) : null;
            if (seat != null) {
                grant(waiter, seat);
            } else {
                waiter.again();
            }
        }
        if (!wanted) {
            Telling.tell(() -> pool.events.retired(resource, reason, null));
        }
        pool.release(own, opening);
    }

    private void grant(ShareWaiter<R> waiter, Seat<R> seat) {
        if (!waiter.grant(seat)) {
            pool.release(seat, waiter);
        }
    }

    void failed(Opening<K, R> opening, Throwable why) {
        pool.room.failed();
        ended(opening, why);
    }

    void gaveUp(Opening<K, R> opening, Throwable why) {
        pool.room.openLost();
        ended(opening, why);
    }

    private void ended(Opening<K, R> opening, Throwable why) {
        running.remove(opening);
        try {
            tellFailure(opening, why);
        } finally {
            startNext();
            pool.shutdown.somethingEnded();
        }
    }

    private void tellFailure(Opening<K, R> opening, Throwable why) {
        opening.entry.failed(opening, why, pool.ticker.nanos());
        for (ShareWaiter<R> waiter : opening.entry.takeWaiters(opening)) {
            waiter.fail(why);
        }
        pool.events.openFailed(opening.entry, why);
        pool.upkeep.wake();
    }

    /**
     * Those who wait for an open look again: it was dropped with its generation, or because the pool closes, or nobody is going to have
     * it begin.
     */
    void sendAway(Opening<K, R> opening) {
        pool.room.cancel(opening);
        opening.entry.takeWaiters(opening).forEach(ShareWaiter::again);
        pool.buryIfEmpty(opening.entry);
    }

    /** The open that the calling thread runs now, or null. */
    @Nullable Opening<K, R> ownOfCaller() {
        Thread current = Thread.currentThread();
        for (Opening<K, R> opening : running) {
            if (opening.worker == current) {
                return opening;
            }
        }
        return null;
    }

    /** Whether the caller's own open, by waiting for that one, would wait for itself. */
    boolean closesRing(@Nullable Opening<K, R> own, Opening<K, R> awaited) {
        if (own == null) {
            return false;
        }
        own.waitsFor = awaited;
        Opening<K, R> next = awaited;
        for (int steps = 0; next != null && steps <= running.size(); steps++) {
            if (next == own) {
                return true;
            }
            next = next.waitsFor;
        }
        return false;
    }

    int running() {
        return running.size();
    }
}
