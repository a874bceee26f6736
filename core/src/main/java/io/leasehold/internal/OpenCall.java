package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One open, on a worker. What it yields after it was given up is closed at once. */
final class OpenCall<R> extends DriverCall {

    private final EnginePool<R, ?> pool;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean succeeded;

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
        if (settle()) {
            succeeded = true;
            pool.supply.opened(resource, epoch, pool.ticker.nanos() - submittedAt);
            over.countDown();
        } else {
            closeLate(resource);
        }
    }

    @Override
    void givenUp() {
        String limit = Scene.words(limitNanos);
        pool.supply.gaveUp(new GivenUp("the open gave no answer within " + limit + " and was given up"));
        pool.events.lost("open", null, limitNanos);
        over.countDown();
    }

    boolean succeeded() {
        return succeeded;
    }

    /** Waits until it succeeded, failed or was given up. */
    void await(long nanos) throws InterruptedException {
        boolean ended = over.await(nanos, TimeUnit.NANOSECONDS);
        if (!ended && settle()) {
            interrupt();
            givenUp();
        }
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
