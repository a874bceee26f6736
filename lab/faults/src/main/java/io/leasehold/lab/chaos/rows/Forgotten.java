package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Row 17: holders forget to close, and drop what they have; it comes back once it is garbage, or at the end of its term. */
final class Forgotten implements Mishap, Habit {
    private static final int ONE_IN = 6;
    private static final Duration WATCHED_AFTER = Duration.ofMillis(200);
    private static final Duration COLLECT_EVERY = Duration.ofMillis(250);
    private static final Duration ENOUGH = Duration.ofSeconds(40);

    private final AtomicLong forgotten = new AtomicLong();
    private volatile boolean on;

    @Override
    public void settings(LeaseholdDataSourceBuilder pool, Field field) {
        pool.abandonedAfter(WATCHED_AFTER).leaseReportAfter(WATCHED_AFTER);
        if (field.schedule().dice().nextBoolean()) {
            pool.leaseTerm(Duration.ZERO);
        }
    }

    @Override
    public void strike(Field field) {
        on = true;
        Thread collector = new Thread(() -> collect(field), "collector");
        collector.setDaemon(true);
        collector.start();
    }

    /** Until nothing is missing any more. */
    private static void collect(Field field) {
        long begin = System.nanoTime();
        while (!(field.isStopping() && field.pool().snapshot().leased() == 0)
                && System.nanoTime() - begin < ENOUGH.toNanos()) {
            System.gc();
            field.pass(COLLECT_EVERY);
        }
    }

    @Override
    public void clear(Field field) {
        on = false;
    }

    @Override
    public long delivered(Field field) {
        return forgotten.get();
    }

    @Override
    public Habit habit() {
        return this;
    }

    @Override
    public void end(Connection connection, Worker worker) throws SQLException {
        if (on && worker.dice().nextInt(ONE_IN) == 0) {
            forgotten.incrementAndGet();
        } else {
            connection.close();
        }
    }
}
