package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/**
 * The check of what was just opened, on a worker, where nothing may be lent unchecked: it is a part of the open, and counts as
 * opening until it is over. What never was alive would otherwise count as opened, be replaced at once, and so on for ever; as an
 * open that failed it is waited for, and told. Settled once, as any call.
 */
final class FirstCheck<R> extends DriverCall {

    private static final long MARGIN = 250_000_000;

    private final EnginePool<R, ?> pool;
    private final OpenCall<R> open;
    private final R resource;
    private final int epoch;

    FirstCheck(EnginePool<R, ?> pool, OpenCall<R> open, R resource) {
        super(pool.config.checkTimeout().toNanos() + MARGIN);
        this.pool = pool;
        this.open = open;
        this.resource = resource;
        this.epoch = pool.epoch;
    }

    @Override
    protected void call() {
        if (isSettled()) {
            return;
        }
        boolean alive = false;
        Throwable why = null;
        try {
            alive = pool.factory.check(resource, pool.config.checkTimeout());
        } catch (Throwable e) {
            why = e;
        }
        if (!settle()) {
            return;
        }
        if (alive) {
            open.opened(resource, epoch, true);
        } else {
            open.foundDead(resource, reason(why), false);
        }
    }

    private static Throwable reason(@Nullable Throwable why) {
        return why != null ? why : new FoundDead("what was opened was found dead by its first check");
    }

    @Override
    protected void givenUp() {
        String limit = Scene.words(limitNanos);
        GivenUp why =
                new GivenUp("the first check of what was opened gave no answer within " + limit + " and was given up");
        open.foundDead(resource, why, true);
    }
}
