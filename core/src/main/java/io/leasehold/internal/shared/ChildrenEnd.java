package io.leasehold.internal.shared;

import io.leasehold.internal.DriverCall;
import io.leasehold.internal.Scene;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what was made from a share, newest first, each on a worker and given up after the close timeout; then gives the share
 * back. One that fails or hangs keeps no other from its end, and is told.
 */
final class ChildrenEnd<R> {

    private static final Logger LOG = LoggerFactory.getLogger("io.leasehold.SharedPool");

    private final SharedEngine<?, R, ?> pool;
    private final ShareHandle<R> handle;
    private final int expected;
    private final ShareAccess access = ShareAccess.get();
    private final CountDownLatch over = new CountDownLatch(1);

    ChildrenEnd(SharedEngine<?, R, ?> pool, ShareHandle<R> handle, int expected) {
        this.pool = pool;
        this.handle = handle;
        this.expected = expected;
    }

    void start() {
        pool.upkeep.calls.start(new OneEnd(0));
    }

    /** Waits until all have ended or were given up. An interrupt ends the waiting, its flag kept, and nothing else. */
    void await() {
        if (!pool.upkeep.runsByItself()) {
            return;
        }
        long most = pool.config.closeTimeout().toNanos() * (expected + 2L);
        try {
            if (!over.await(most, TimeUnit.NANOSECONDS)) {
                LOG.debug("{}: what was made from a share is still ending", pool.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it has to end, newest first; null if another is ending it. Nothing is taken before a worker can go on with it. */
    private @Nullable List<LeaseChild> children() {
        return access.takeChildren(handle, this);
    }

    private void endFrom(int index) {
        List<LeaseChild> newestFirst = children();
        if (newestFirst != null && index < newestFirst.size()) {
            pool.upkeep.calls.start(new OneEnd(index));
            return;
        }
        try {
            pool.ending().giveBack(handle);
        } finally {
            over.countDown();
        }
    }

    /** As many as end in time, one after the other; one that hangs is left to its worker, and another goes on. */
    private final class OneEnd extends DriverCall {

        private final int index;

        OneEnd(int index) {
            super(pool.config.closeTimeout().toNanos());
            this.index = index;
        }

        @Override
        protected void call() {
            List<LeaseChild> newestFirst = children();
            if (newestFirst == null) {
                settle();
                over.countDown();
                return;
            }
            Throwable failure = null;
            try {
                if (!isSettled() && index < newestFirst.size()) {
                    access.endWithLease(newestFirst.get(index));
                }
            } catch (Throwable e) {
                failure = e;
            }
            // What comes of it after it was given up, the interrupt for one, has been told as that.
            if (settle()) {
                goOn(failure);
            }
        }

        @Override
        protected void givenUp() {
            if (children() == null) {
                over.countDown();
                return;
            }
            goOn(new TimeoutException(
                    "its end gave no answer within " + Scene.words(limitNanos) + " and was given up"));
        }

        private void goOn(@Nullable Throwable failure) {
            try {
                if (failure != null) {
                    pool.events.childFailed(access.facts(handle), failure);
                }
            } finally {
                endFrom(index + 1);
            }
        }
    }
}
