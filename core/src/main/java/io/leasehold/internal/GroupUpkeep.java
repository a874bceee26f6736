package io.leasehold.internal;

import io.leasehold.spi.TaskRunner;
import org.jspecify.annotations.Nullable;

/**
 * What is due by time in a group beside its pools' own upkeep: that chores get on, and that unused endpoints are forgotten. Runs on
 * the housekeeper.
 *
 * <p>Chores, closes of idle resources and their keep-alives above all, are done by few workers, so that ten thousand endpoints that
 * close together do not take ten thousand threads. Some may hang, so the number doubles while none ends.
 */
final class GroupUpkeep implements TaskRunner.Upkeep {

    private static final int FEW = 2;
    private static final long LOOK_EVERY = 25_000_000;

    final Tasks chores;

    private final EngineGroup<?, ?, ?> group;
    private final TaskRunner runner;
    private final long forgetAfter;
    private final int most;
    private volatile TaskRunner.@Nullable Registration registration;
    private int workers = FEW;
    private long doneBefore;
    private long sweptAt;

    GroupUpkeep(EngineGroup<?, ?, ?> group, PoolSurroundings around) {
        this.group = group;
        this.runner = around.runner();
        this.forgetAfter = group.config().forgetAfter().toNanos();
        this.most = 2 * group.config().maximumSize() + 1;
        this.sweptAt = around.ticker().nanos();
        this.chores = new Tasks(runner, FEW, around.loader());
    }

    void start() {
        registration = runner.register(this);
    }

    void stop() {
        TaskRunner.Registration registered = registration;
        if (registered != null) {
            registered.close();
        }
    }

    @Override
    public long run(long runnersTime) {
        growIfStuck();
        return Math.min(chores.isIdle() ? LOOK_EVERY * 4 : LOOK_EVERY, forgetUnused(group.nanos()));
    }

    /** To set the limit also starts what found no thread to run on before. */
    private void growIfStuck() {
        long done = chores.done();
        if (chores.queued() == 0) {
            workers = FEW;
        } else if (done == doneBefore) {
            workers = Math.min(most, 2 * workers);
        }
        chores.limit(workers);
        doneBefore = done;
    }

    private long forgetUnused(long now) {
        if (forgetAfter == 0) {
            return Long.MAX_VALUE;
        }
        long every = Math.max(1, forgetAfter / 4);
        long left = sweptAt + every - now;
        if (left > 0) {
            return left;
        }
        sweptAt = now;
        chores.execute(() -> group.forgetUnused(forgetAfter));
        return every;
    }
}
