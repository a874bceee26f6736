package io.leasehold.lab.storm;

import io.leasehold.spi.Grant;
import io.leasehold.spi.ResourceFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Opens, checks, resets and closes, each now and then slowly or in vain. Thread-safe. */
final class StormFactory implements ResourceFactory<StormResource, StormHandle> {
    final AtomicInteger open = new AtomicInteger();

    private final int maximum;
    private final Judge judge;
    private volatile boolean calm;

    StormFactory(int maximum, Judge judge) {
        this.maximum = maximum;
        this.judge = judge;
    }

    /** From now on everything succeeds. */
    void calmDown() {
        calm = true;
    }

    @Override
    public StormResource open() {
        if (open.incrementAndGet() > maximum) {
            judge.broken("P6: more than " + maximum + " resources open");
        }
        delay();
        if (fails(20)) {
            open.decrementAndGet();
            judge.saw("opens that failed");
            throw new IllegalStateException("the storm lets no one in");
        }
        judge.saw("opens");
        return new StormResource();
    }

    @Override
    public StormHandle lend(StormResource resource, Grant<StormResource> grant) {
        StormHandle handle = new StormHandle(resource, grant, judge);
        StormHandle before = resource.holder.getAndSet(handle);
        if (before != null && !before.hasEnded()) {
            judge.broken("P1: lent while another lease of it stands");
        }
        if (resource.inside.get() != 0) {
            judge.broken("P2: lent while a call is inside");
        }
        if (resource.closed.get()) {
            judge.broken("P1: lent after it was closed");
        }
        return handle;
    }

    @Override
    public boolean check(StormResource resource, Duration timeout) {
        delay();
        judge.saw("checks");
        return !fails(20) && !resource.closed.get();
    }

    @Override
    public void reset(StormResource resource, StormHandle handle) {
        judge.saw("resets");
        if (fails(50)) {
            throw new IllegalStateException("the storm spoils a reset");
        }
    }

    @Override
    public void close(StormResource resource) {
        delay();
        gone(resource);
    }

    @Override
    public void abort(StormResource resource) {
        gone(resource);
    }

    private void gone(StormResource resource) {
        if (resource.closed.compareAndSet(false, true)) {
            open.decrementAndGet();
            judge.saw("closes");
        }
    }

    private void delay() {
        if (fails(3)) {
            LockSupport.parkNanos(ThreadLocalRandom.current().nextInt(500_000));
        }
    }

    private boolean fails(int oneIn) {
        return !calm && ThreadLocalRandom.current().nextInt(oneIn) == 0;
    }
}
