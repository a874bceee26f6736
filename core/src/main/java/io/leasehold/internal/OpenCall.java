package io.leasehold.internal;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.OpenRefusal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One open, on a worker. What it yields after it was given up is closed at once. */
final class OpenCall<R> extends BoundedOpen<R> {

    private final EnginePool<R, ?> pool;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean succeeded;
    private int epoch;

    /** Whose identity it opens with, and the like; null for nobody's. */
    private final @Nullable CallerContext caller;

    private final Probe probe;

    OpenCall(EnginePool<R, ?> pool, Probe probe) {
        super(pool.config.openTimeout().toNanos());
        this.pool = pool;
        this.probe = probe;
        this.caller = pool.caller;
    }

    @Override
    protected R open() throws Exception {
        epoch = pool.epoch;
        CallerContext as = caller;
        return as == null ? pool.factory.open() : as.call(pool.factory::open);
    }

    @Override
    protected void close(R resource) throws Exception {
        pool.factory.close(resource);
    }

    @Override
    protected void opened(R resource) {
        succeeded = true;
        pool.supply.opened(resource, epoch, pool.ticker.nanos() - submittedAt);
        over.countDown();
    }

    @Override
    protected void found() {
        pool.supply.found();
    }

    @Override
    protected void closeFailed(Throwable why) {
        pool.events.closeFailed(why);
    }

    @Override
    protected void givenUp() {
        String limit = Scene.words(limitNanos);
        pool.supply.gaveUp(new GivenUp("the open gave no answer within " + limit + " and was given up"), probe);
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
        } else if (!ended) {
            // Somebody settled it just now, and is about to have told the pool what came of it.
            over.await(1, TimeUnit.SECONDS);
        }
    }

    @Override
    protected void failed(Throwable e) {
        try {
            pool.supply.failed(e, probe, refusal(e));
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
}
