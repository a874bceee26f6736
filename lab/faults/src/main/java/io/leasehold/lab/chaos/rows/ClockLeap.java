package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row 13: the clock leaps by an hour, as after a machine was suspended. Who has a connection must not notice; who waits for one
 * is past his deadline by the pool's clock. The wall clock is read nowhere, so it cannot step.
 */
final class ClockLeap implements Mishap {
    private static final Duration LEAP = Duration.ofHours(1);

    private final AtomicLong ahead = new AtomicLong();

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) {
        // an hour is longer than any term
        pool.leaseTerm(Duration.ZERO).ticker(new Ticker() {
            @Override
            public long nanos() {
                return System.nanoTime() + ahead.get();
            }

            @Override
            public long coarseNanos() {
                return nanos();
            }
        });
    }

    @Override
    public void strike(Field field) {
        ahead.addAndGet(LEAP.toNanos());
    }

    @Override
    public void clear(Field field) {
        ahead.addAndGet(LEAP.toNanos());
    }

    @Override
    public long delivered(Field field) {
        return ahead.get() / LEAP.toNanos();
    }

    @Override
    public Unnoticed unnoticed() {
        return Unnoticed.BY_HOLDERS;
    }
}
