package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open, on a worker. What it yields after it was given up is closed at once; what may not be lent unchecked has its first
 * check before it counts as open.
 */
final class OpenCall<R> extends DriverCall {

    private final EnginePool<R, ?> pool;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean succeeded;
    private volatile @Nullable FirstCheck<R> firstCheck;

    OpenCall(EnginePool<R, ?> pool) {
        super(pool.config.openTimeout().toNanos());
        this.pool = pool;
    }

    @Override
    void call() {
        if (isSettled()) {
            pool.supply.found();
            return;
        }
        int epoch = pool.epoch;
        R resource;
        try {
            resource = pool.factory.open();
        } catch (Throwable e) {
            if (settle()) {
                failed(e);
            } else {
                pool.supply.found();
            }
            return;
        }
        if (!settle()) {
            closeLate(resource);
        } else if (pool.mayHandOver() && epoch == pool.epoch) {
            opened(resource, epoch, false);
        } else {
            FirstCheck<R> check = new FirstCheck<>(pool, this, resource);
            firstCheck = check;
            pool.upkeeps.calls.start(check);
        }
    }

    void opened(R resource, int epoch, boolean checked) {
        succeeded = true;
        pool.supply.opened(resource, epoch, pool.ticker.nanos() - submittedAt, checked);
        over.countDown();
    }

    void foundDead(R resource, Throwable why, boolean cutOff) {
        try {
            pool.supply.foundDead(resource, why, cutOff);
        } finally {
            over.countDown();
        }
    }

    @Override
    void givenUp() {
        String limit = Scene.words(limitNanos);
        pool.supply.gaveUp(new GivenUp("the open gave no answer within " + limit + " and was given up"));
        pool.events.lost(null, limitNanos);
        over.countDown();
    }

    boolean succeeded() {
        return succeeded;
    }

    /** Waits until it succeeded, failed or was given up: for so long, and then for a first check that has begun. */
    void await(long nanos) throws InterruptedException {
        if (over.await(nanos, TimeUnit.NANOSECONDS) || giveUp(this)) {
            return;
        }
        FirstCheck<R> check = firstCheck;
        if (check != null && !over.await(check.limitNanos, TimeUnit.NANOSECONDS)) {
            giveUp(check);
        }
    }

    private static boolean giveUp(DriverCall call) {
        boolean first = call.settle();
        if (first) {
            call.interrupt();
            call.givenUp();
        }
        return first;
    }

    private void failed(Throwable e) {
        try {
            pool.supply.failed(e, refusal(e));
        } finally {
            over.countDown();
        }
    }

    /** What the failure means; an adapter that cannot say must not cost the pool its place. */
    private OpenRefusal refusal(Throwable failure) {
        try {
            return pool.factory.refusal(failure);
        } catch (Throwable e) {
            pool.events.refusalFailed(e);
            return OpenRefusal.OTHER;
        }
    }

    private void closeLate(R resource) {
        try {
            pool.factory.close(resource);
        } catch (Throwable e) {
            pool.events.closeFailed(e);
        }
        pool.supply.found();
    }
}
