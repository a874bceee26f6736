package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.Farewell;
import io.leasehold.internal.Telling;

/**
 * Closes, on workers, what was moved to CLOSING: politely, then by an abort; what yields to neither is lost. Whoever made that
 * move calls {@link #start}, once. Safe for any thread.
 */
final class SharedClosing<R> {

    private final SharedEngine<?, R, ?> pool;

    SharedClosing(SharedEngine<?, R, ?> pool) {
        this.pool = pool;
    }

    /** How many are being closed, or are to be. */
    int underWay() {
        int closing = 0;
        for (SharedResource<R> resource : pool.resources) {
            closing += resource.isClosing() ? 1 : 0;
        }
        return closing;
    }

    /** Closes a resource, unless somebody holds it or it takes no shares any more. */
    void closeIdle(SharedResource<R> resource, RetireReason reason) {
        closeIdle(resource, false, reason);
    }

    /** Closes a resource whose grace is over; gives false if it was used. */
    boolean closeUnused(SharedResource<R> resource) {
        return closeIdle(resource, true, RetireReason.IDLE);
    }

    private boolean closeIdle(SharedResource<R> resource, boolean unused, RetireReason reason) {
        if (!resource.entry.closeIdle(resource, unused, reason)) {
            return false;
        }
        try {
            pool.events.retired(resource, reason, null);
        } finally {
            start(resource);
        }
        return true;
    }

    /** Starts the close; a second time it is the same one, which runs once. */
    void start(SharedResource<R> resource) {
        pool.upkeep.calls.start(resource.farewell(new Farewell(
                pool.upkeep.calls,
                new Leaving(resource),
                pool.config.closeTimeout().toNanos(),
                false)));
    }

    /** Closes what was opened and is none of the pool's resources; its room is free when it is closed. */
    void discard(KeyEntry<?, R> entry, R yielded) {
        Farewell farewell = null;
        try {
            farewell = new Farewell(
                    pool.upkeep.calls,
                    new Discarded(entry, yielded),
                    pool.config.closeTimeout().toNanos(),
                    false);
            pool.upkeep.calls.start(farewell);
        } finally {
            if (farewell == null || !pool.upkeep.calls.wasStarted(farewell)) {
                // nobody is going to close it; its room at least is not lost
                pool.room.closed();
            }
        }
    }

    /** Whether the close of a resource that was moved to CLOSING has been started. */
    boolean wasStarted(SharedResource<R> resource) {
        Farewell farewell = resource.farewell();
        return farewell != null && pool.upkeep.calls.wasStarted(farewell);
    }

    private void ended(SharedResource<R> resource) {
        resource.entry.gone(resource);
        roomChanged(resource.entry);
    }

    private void roomChanged(KeyEntry<?, R> entry) {
        bury(entry);
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
            Telling.tell(() -> pool.events.closed(resource));
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
            pool.resources.remove(resource);
        }
    }

    /** One that was opened and joined nothing, on its way out. */
    private final class Discarded implements Farewell.Leaving {

        private final KeyEntry<?, R> entry;
        private final R yielded;

        Discarded(KeyEntry<?, R> entry, R yielded) {
            this.entry = entry;
            this.yielded = yielded;
        }

        @Override
        public void close() throws Exception {
            pool.factory.close(yielded);
        }

        @Override
        public void abort() throws Exception {
            pool.factory.abort(yielded);
        }

        @Override
        public void closeFailed(Throwable why) {
            pool.events.closeFailed(why);
        }

        @Override
        public void abortFailed(Throwable why) {
            pool.events.closeFailed(why);
        }

        @Override
        public void gone(boolean wasLost) {
            if (wasLost) {
                pool.room.found();
            } else {
                pool.room.closed();
            }
            roomChanged(entry);
        }

        @Override
        public void lost() {
            pool.room.closeLost();
            pool.events.lost("close", entry, null, pool.config.closeTimeout().toNanos());
            roomChanged(entry);
        }
    }
}
