package io.leasehold.internal;

import io.leasehold.PoolMXBean;
import io.leasehold.PoolSnapshot;
import java.util.List;

/** A pool as JMX shows it. Safe for any thread. */
final class PoolMBean implements PoolMXBean {

    private final EnginePool<?, ?> pool;

    PoolMBean(EnginePool<?, ?> pool) {
        this.pool = pool;
    }

    private PoolSnapshot now() {
        return pool.snapshot();
    }

    @Override
    public String getName() {
        return pool.name();
    }

    @Override
    public String getState() {
        return now().state().name();
    }

    @Override
    public int getTotal() {
        return now().total();
    }

    @Override
    public int getIdle() {
        return now().idle();
    }

    @Override
    public int getLeased() {
        return now().leased();
    }

    @Override
    public int getOpening() {
        return now().opening();
    }

    @Override
    public int getWaiting() {
        return now().waiting();
    }

    @Override
    public int getMaximum() {
        return now().maximum();
    }

    @Override
    public int getCeiling() {
        return now().ceiling();
    }

    @Override
    public int getLost() {
        return now().lost();
    }

    @Override
    public List<String> getHolders() {
        return now().holders().stream().map(SceneText::words).toList();
    }

    @Override
    public String getAdvice() {
        String advice = now().advice();
        return advice == null ? "" : advice;
    }
}
