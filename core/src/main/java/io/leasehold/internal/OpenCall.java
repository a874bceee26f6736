package io.leasehold.internal;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.OpenRefusal;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One open, on a worker. What it yields after it was given up is closed at once; what may not be lent unchecked has its first
 * check before it counts as open. It is due once its pool has counted it ({@link Supply}).
 */
final class OpenCall<R> extends BoundedOpen<R> {

    /** Far beyond what whoever settled it just now takes to have told the pool what came of it. */
    private static final long TOLD_WITHIN = 1_000_000_000;

    private final EnginePool<R, ?> pool;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean succeeded;
    private volatile @Nullable FirstCheck<R> firstCheck;
    private int epoch;

    /** Whose identity it opens with, and the like; null for nobody's. */
    private final @Nullable CallerContext caller;

    /** The probe that it is, or {@link Probe#NONE}. */
    final Probe probe;

    /** Whether its pool has counted it, and its group has room for it; written under the pool's lock. */
    volatile boolean counted;

    OpenCall(EnginePool<R, ?> pool, Probe probe) {
        super(pool.config.openTimeout().toNanos());
        this.pool = pool;
        this.probe = probe;
        this.caller = pool.caller;
    }

    @Override
    boolean isDue() {
        return counted;
    }

    @Override
    boolean drop() {
        boolean dropped = pool.supply.drop(this);
        if (dropped) {
            pool.room.dismiss(probe);
        }
        return dropped;
    }

    @Override
    protected R open() throws Exception {
        epoch = pool.epoch;
        CallerContext as = caller;
        R resource = as == null ? pool.factory.open() : as.call(pool.factory::open);
        return Objects.requireNonNull(resource, "the factory gave no resource");
    }

    @Override
    protected void close(R resource) throws Exception {
        pool.factory.close(resource);
    }

    @Override
    protected void opened(R resource) {
        if (pool.mayHandOver() && epoch == pool.epoch) {
            opened(resource, epoch, false);
        } else {
            FirstCheck<R> check = new FirstCheck<>(pool, this, resource);
            firstCheck = check;
            pool.upkeeps.calls.start(check);
        }
    }

    void opened(R resource, int provenEpoch, boolean checked) {
        succeeded = true;
        pool.supply.opened(resource, provenEpoch, pool.ticker.nanos() - submittedAt, checked);
        over.countDown();
    }

    void foundDead(R resource, Throwable why, boolean cutOff) {
        try {
            pool.supply.foundDead(resource, why, probe, cutOff);
        } finally {
            over.countDown();
        }
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
        long settling = check == null ? TOLD_WITHIN : check.limitNanos;
        if (!over.await(settling, TimeUnit.NANOSECONDS) && check != null) {
            giveUp(check);
        }
    }

    private static boolean giveUp(DriverCall call) {
        boolean first = call.settle();
        if (first) {
            try {
                call.interrupt();
            } finally {
                call.givenUp();
            }
        }
        return first;
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
            return Objects.requireNonNullElse(pool.factory.refusal(failure), OpenRefusal.OTHER);
        } catch (Throwable e) {
            Telling.tell(() -> pool.events.refusalFailed(e));
            return OpenRefusal.OTHER;
        }
    }
}
