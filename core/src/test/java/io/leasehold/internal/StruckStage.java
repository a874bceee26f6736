package io.leasehold.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.AcquireException;
import io.leasehold.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A pool of two, and an error at one reading of the clock; what is done in the background is done while somebody is parked, or as time
 * passes. For the thread of one test.
 */
final class StruckStage {

    static final long MS = 1_000_000;
    static final long SECOND = 1_000 * MS;

    private static final int MAXIMUM = 2;

    final FailingTicker ticker = new FailingTicker();
    final HeldRunner runner = new HeldRunner();
    final EnginePool<Object, ResourceLease<Object>> pool;

    StruckStage(Duration aliveBypass) {
        pool = new EnginePool<>(
                Pool.of(Object::new)
                        .maximumSize(MAXIMUM)
                        .aliveBypass(aliveBypass)
                        .siteSampling(0)
                        .idleTimeout(Duration.ZERO)
                        .maximumLifetime(Duration.ZERO)
                        .keepaliveTime(Duration.ZERO)
                        .abandonedAfter(Duration.ZERO)
                        .config(),
                new SimpleFactory<>(Object::new),
                new PoolSurroundings(ticker, runner, null, null));
        pool.start();
        ticker.whileParked = () -> passes(10 * MS);
    }

    void passes(long nanos) {
        pool.upkeeps.run(ticker.now);
        runner.runAll();
        ticker.now += nanos;
    }

    /** Does it; gives whether it came to this reading, from 1 for its first, which failed. */
    boolean strikes(int reading, Runnable act) {
        ticker.failAt(reading);
        try {
            act.run();
        } catch (AcquireException | StackOverflowError struck) {
            // what is left behind then is what this is about
        }
        ticker.failNoMore();
        return ticker.hasFailed();
    }

    /** Acquires, and returns what it gets; gives whether the acquire came to this reading, which failed. */
    boolean strikesAcquire(int reading, long timeout) {
        return strikes(reading, () -> {
            ResourceLease<Object> lease = pool.acquire(timeout);
            ticker.failNoMore();
            lease.close();
        });
    }

    void comesToRest() {
        for (int i = 0; i < 40; i++) {
            passes(SECOND);
        }
        SupplyCounts counts = pool.supply.counts();
        assertThat(counts.opening()).isZero();
        assertThat(counts.lost()).isZero();
        assertThat(counts.taken()).isEqualTo(pool.places.size());
        assertThat(pool.checks.underWay()).isZero();
        assertThat(pool.upkeeps.calls.inFlight()).isEmpty();
        assertThat(pool.line.isEmpty()).isTrue();
    }

    void lendsItsMaximum() {
        List<ResourceLease<Object>> leases = new ArrayList<>();
        for (int i = 0; i < MAXIMUM; i++) {
            leases.add(pool.acquire(SECOND));
        }
        leases.forEach(ResourceLease::close);
    }

    /** Has the exact reading of this number fail within the act; gives whether there was one. */
    static boolean isStruck(HeldGroup held, int reading, Runnable act) {
        int[] readings = {0};
        held.ticker.once(() -> ++readings[0] == reading, () -> {
            throw new StackOverflowError("made up");
        });
        try {
            act.run();
        } catch (AcquireException | StackOverflowError notLent) {
            // as above
        }
        held.ticker.once(() -> false, () -> {});
        return readings[0] >= reading;
    }

    static void passes(HeldGroup held) {
        for (EndpointRoom<String, ResourceLease<String>> member : held.group.members()) {
            member.pool().upkeeps.run(held.ticker.now);
        }
        held.runner.runAll();
        held.ticker.advance(SECOND);
    }

    /** Whoever waits there is granted a lease within 40 rounds of upkeep, and returns it. */
    static void takes(HeldGroup held, String key, Waiter waiter) {
        for (int i = 0; i < 40 && !waiter.isGranted(); i++) {
            passes(held);
        }
        assertThat(waiter.isGranted()).isTrue();
        @SuppressWarnings("unchecked") // granted by the pool of this key
        Place<String> place = (Place<String>) waiter.place();
        held.pool(key).lend(place, waiter.token(), held.ticker.now, 0).close();
    }
}
