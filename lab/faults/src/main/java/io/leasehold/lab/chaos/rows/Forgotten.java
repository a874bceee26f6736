package io.leasehold.lab.chaos.rows;

import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Habit;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Worker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Row 17: holders forget to close, and drop what they have; it is reported, and comes back once it is garbage, or at the end of its
 * term.
 */
final class Forgotten implements Mishap, Habit {
    private static final int ONE_IN = 6;
    private static final Duration WATCHED_AFTER = Duration.ofMillis(200);
    private static final Duration COLLECT_EVERY = Duration.ofMillis(250);
    private static final Duration ENOUGH = Duration.ofSeconds(40);

    /** A report comes with a round of the pool's upkeep, and what is forgotten last is not yet overdue when all have gone. */
    private static final Duration REPORTED_WITHIN = Duration.ofSeconds(3);

    private final AtomicLong forgotten = new AtomicLong();
    private final Map<String, Long> forgottenBy = new ConcurrentHashMap<>();
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

    /** A lease that has ended already is none that could be forgotten. */
    @Override
    public void end(Connection connection, Worker worker) throws SQLException {
        if (on && worker.dice().nextInt(ONE_IN) == 0 && !connection.isClosed()) {
            forgottenBy.merge(worker.name(), 1L, Long::sum);
            forgotten.incrementAndGet();
        } else {
            connection.close();
        }
    }

    /** Whoever has forgotten so many must have been reported as often. */
    @Override
    public void everybodyHasGone(Field field) {
        field.awaits(REPORTED_WITHIN, () -> unreported(field).isEmpty());
        unreported(field)
                .forEach(worker -> field.judge()
                        .broken(
                                Invariant.I5,
                                worker + " forgot to close " + forgottenBy.get(worker) + " times, and was reported "
                                        + field.trail().overdueOf(worker) + " times"));
    }

    private List<String> unreported(Field field) {
        return forgottenBy.entrySet().stream()
                .filter(each -> field.trail().overdueOf(each.getKey()) < each.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }
}
