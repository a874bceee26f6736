package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.Farewell;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes, on workers, what was moved to CLOSING: politely, then by an abort; what yields to neither is lost. Whoever made that
 * move calls {@link #start}, once. Safe for any thread.
 */
final class SharedClosing<R> {

    private final SharedEngine<?, R, ?> pool;
    private final AtomicInteger underWay = new AtomicInteger();

    SharedClosing(SharedEngine<?, R, ?> pool) {
        this.pool = pool;
    }

    int underWay() {
        return underWay.get();
    }

    /** Closes a resource that is idle still; gives false if it is not. */
    boolean closeIdle(SharedResource<R> resource, RetireReason reason) {
        return closeIdle(resource, resource.word(), reason);
    }

    boolean closeIdle(SharedResource<R> resource, long idle, RetireReason reason) {
        if (!resource.entry.closeIdle(resource, idle, reason)) {
            return false;
        }
        pool.events.retired(resource, reason, null);
        start(resource);
        return true;
    }

    void start(SharedResource<R> resource) {
        underWay.incrementAndGet();
        pool.upkeep.calls.start(new Farewell(
                pool.upkeep.calls,
                new Leaving(resource),
                pool.config.closeTimeout().toNanos(),
                false));
    }

    private void ended(SharedResource<R> resource) {
        resource.closed();
        resource.entry.gone(resource);
        bury(resource.entry);
        pool.openings.startNext();
        pool.makeRoom();
        pool.shutdown.somethingEnded();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an entry is of its own pool's types
    private void bury(KeyEntry<?, R> entry) {
        ((SharedEngine) pool).buryIfEmpty(entry);
    }

    /** One resource on its way out. */
    private final class Leaving implements Farewell.Leaving {

        private final SharedResource<R> resource;

        Leaving(SharedResource<R> resource) {
            this.resource = resource;
        }

        @Override
        public void close() throws Exception {
            pool.factory.close(resource.resource());
        }

        @Override
        public void abort() throws Exception {
            pool.factory.abort(resource.resource());
        }

        @Override
        public void closeFailed(Throwable why) {
            pool.events.closeFailed(why);
        }

        @Override
        public void abortFailed(Throwable why) {
            pool.events.abortFailed(resource, why);
        }

        @Override
        public void gone(boolean wasLost) {
            if (wasLost) {
                pool.room.found();
            } else {
                left();
                pool.room.closed();
            }
            pool.events.closed(resource);
            ended(resource);
        }

        @Override
        public void lost() {
            left();
            pool.room.closeLost();
            pool.events.lost(
                    "close",
                    resource.entry,
                    resource,
                    pool.config.closeTimeout().toNanos());
            ended(resource);
        }

        private void left() {
            underWay.decrementAndGet();
            pool.resources.remove(resource);
        }
    }
}
