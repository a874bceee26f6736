package io.leasehold.lab.wait;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * One thread that acquires, holds and returns until the run ends. What it counts is its own until it has been joined; of one that
 * does not come back it is read as it is.
 */
final class Worker implements Runnable {
    final Records records;
    long leases;
    long refused;

    private final DataSource pool;
    private final Scenario scenario;
    private final Span span;
    private final double meanGapNanos;

    /** When the acquire began that it is in; 0 if it is in none. */
    private long acquiringSince;

    /** @param meanGapNanos between this thread's arrivals; 0 for none */
    Worker(DataSource pool, Scenario scenario, Span span, double meanGapNanos, Records records) {
        this.records = records;
        this.pool = pool;
        this.scenario = scenario;
        this.span = span;
        this.meanGapNanos = meanGapNanos;
    }

    @Override
    public void run() {
        long due = System.nanoTime();
        long began = due;
        // whoever has been served after the end does not come again: a second lap of a long line would take seconds
        while (!span.isOver(began)) {
            lease(began);
            if (meanGapNanos > 0) {
                due += (long) (-Math.log(1 - ThreadLocalRandom.current().nextDouble()) * meanGapNanos);
                began = arrive(due);
            } else {
                began = System.nanoTime();
            }
        }
    }

    /** A thread that comes late because it still had a connection is counted from when it was due. */
    private static long arrive(long due) {
        long early = due - System.nanoTime();
        if (early <= 0) {
            return due;
        }
        Hold.sleep(early);
        return System.nanoTime();
    }

    private void lease(long began) {
        long hold = scenario.hold().nanos();
        acquiringSince = began;
        try (Connection connection = pool.getConnection()) {
            long got = System.nanoTime();
            acquiringSince = 0;
            if (span.measures(got)) {
                leases++;
            }
            // a wait that outlasts the span counts in full: the longest ones do
            if (span.hasBegun(got)) {
                records.waits().record(got - began);
            }
            if (hold > 0) {
                Hold.sleep(hold);
                records.holds().record(System.nanoTime() - got);
            }
        } catch (SQLException e) {
            refused++;
        }
    }

    /** By who gave up waiting for it: its wait counts up to now, though it may take longer. */
    void isLate(long now) {
        long since = acquiringSince;
        if (since != 0) {
            records.waits().record(now - since);
        }
    }
}
