package io.leasehold.internal.shared;

import io.leasehold.internal.DriverCall;
import io.leasehold.internal.Scene;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Checks, on workers, what has holders: now and then, and when a call suspects it. A check holds a share of its own, so that
 * nothing is closed under it; what no holder has is not checked, and so a check prolongs no grace. Safe for any thread.
 */
final class SharedChecks<K, R> {

    private static final long MARGIN = 250_000_000;

    /** A resource that every call suspects is not checked more often than this. */
    private static final long LEAST_BETWEEN = 1_000_000_000;

    private final SharedEngine<K, R, ?> pool;
    private final long interval;

    SharedChecks(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
        this.interval = pool.config.checkInterval().toNanos();
    }

    void suspect(SharedResource<R> resource, Throwable why) {
        resource.suspectedFor = why;
        pool.upkeep.wake();
    }

    long upkeep(long now) {
        long next = Long.MAX_VALUE;
        for (SharedResource<R> resource : pool.resources) {
            long every = resource.suspectedFor != null ? LEAST_BETWEEN : interval;
            if (every == 0 || resource.isBeingChecked || !resource.isHeld()) {
                continue;
            }
            long due = resource.checkedAt + every - now;
            if (due > 0) {
                next = Math.min(next, due);
            } else {
                start(resource, now);
            }
        }
        return next;
    }

    private void start(SharedResource<R> resource, long now) {
        CheckCall check = new CheckCall(resource);
        // before it has a share, which nobody else would take away: upkeep runs one that an error keeps from its start
        pool.upkeep.calls.count(check);
        if (!check.begins()) {
            pool.upkeep.calls.takeBack(check);
            return;
        }
        resource.checkedAt = now;
        resource.isBeingChecked = true;
        pool.upkeep.calls.start(check);
    }

    /** One check, on a worker. The factory is told the time it has; the pool gives up somewhat later. */
    private final class CheckCall extends DriverCall implements Seat.Bounded {

        private final SharedResource<R> resource;
        private final @Nullable Throwable suspectedFor;
        private @Nullable Seat<R> seat;

        CheckCall(SharedResource<R> resource) {
            super(pool.config.checkTimeout().toNanos() + MARGIN);
            this.resource = resource;
            this.suspectedFor = resource.suspectedFor;
        }

        /** Takes the check's own share; gives false if none may be added any more. */
        boolean begins() {
            seat = resource.share(Thread.currentThread(), this);
            return seat != null;
        }

        @Override
        protected void call() {
            boolean alive = false;
            Throwable why = suspectedFor;
            try {
                alive = seat != null
                        && !isSettled()
                        && pool.factory.check(resource.resource(), pool.config.checkTimeout());
            } catch (Throwable e) {
                why = e;
            }
            if (settle()) {
                ended(alive, why);
            }
        }

        @Override
        protected void givenUp() {
            ended(false, new TimeoutException("the check gave no answer within " + Scene.words(limitNanos)));
        }

        private void ended(boolean alive, @Nullable Throwable why) {
            Seat<R> own = seat;
            if (own == null) {
                return; // an error kept it from beginning, and nothing is known of the resource
            }
            resource.suspectedFor = null;
            resource.isBeingChecked = false;
            try {
                if (!alive) {
                    pool.retiring().retireDead(resource, why);
                }
            } finally {
                pool.release(own, this);
            }
        }
    }
}
