package io.leasehold.lab.trials;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.PoolContestant;
import io.leasehold.lab.peers.Shape;
import io.leasehold.lab.stub.StubDriver;
import io.leasehold.lab.stub.StubTimes;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * HikariCP's own spike: five connections are idle, and fifty callers come at once. Serving them all with the five takes about 25 ms; a
 * pool that has each caller open its own takes the 150 ms of an open, and the database fifty connections.
 */
final class Spike implements Trial {
    private static final Column DONE = Column.less("all served, ms", 1);
    private static final Column MIDDLE = Column.less("p50, ms", 1);
    private static final Column OPENS = Column.less("opens", 0);
    private static final int CALLERS = 50;
    private static final int IDLE = 5;
    private static final int WARM_UPS = 30;
    private static final int WARM_UPS_AT_REST = 4;

    /** A spike comes upon a pool at rest. HikariCP's thread that opens sleeps for 30 ms after each open, which is all of a spike. */
    private static final int REST_MILLIS = 500;

    private static final StubTimes TIMES =
            new StubTimes(0, TimeUnit.MILLISECONDS.toNanos(150), TimeUnit.MILLISECONDS.toNanos(2));
    private static final StubTimes QUICK = new StubTimes(0, 0, TimeUnit.MICROSECONDS.toNanos(100));

    @Override
    public String id() {
        return "spike";
    }

    @Override
    public String title() {
        return "spike: 5 idle connections, 50 callers at once, opens of 150 ms, queries of 2 ms";
    }

    @Override
    public String about() {
        return "At most 50 connections. The application is warm: another pool of the same product had thirty such spikes before, and some at rest; the five have been idle for half a second. Counted are all opens that were begun until 300 ms after the last caller was served.";
    }

    @Override
    public List<Column> columns() {
        return List.of(DONE, MIDDLE, OPENS);
    }

    @Override
    public List<PoolContestant> contestants(boolean wide) {
        return Contestants.equallySafe(wide);
    }

    @Override
    public double[] measure(PoolContestant contestant, Order order) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            warmUp(contestant, callers, order.tempo().judged() ? WARM_UPS : 1);
            try (OpenPool pool = contestant.open(Shape.of(CALLERS, TIMES).keeping(IDLE))) {
                pool.filled(IDLE);
                Thread.sleep(REST_MILLIS);
                return spike(pool.dataSource(), callers, 300);
            }
        } finally {
            callers.shutdown();
        }
    }

    /** In a pool of its own, so that the one measured keeps its size. */
    private static void warmUp(PoolContestant contestant, ExecutorService callers, int spikes) throws Exception {
        try (OpenPool pool = contestant.open(Shape.of(IDLE, QUICK))) {
            pool.filled(IDLE);
            for (int i = 0; i < spikes; i++) {
                spike(pool.dataSource(), callers, 0);
            }
            for (int i = 0; i < Math.min(spikes, WARM_UPS_AT_REST); i++) {
                Thread.sleep(REST_MILLIS);
                spike(pool.dataSource(), callers, 0);
            }
        }
    }

    private static double[] spike(DataSource pool, ExecutorService callers, long settlingMillis) throws Exception {
        AtomicLong began = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(CALLERS + 1, () -> began.set(System.nanoTime()));
        List<Future<Long>> served = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            served.add(callers.submit(caller(pool, start)));
        }
        int before = StubDriver.begun();
        start.await();
        long[] micros = new long[CALLERS];
        for (int i = 0; i < CALLERS; i++) {
            micros[i] = (served.get(i).get() - began.get()) / 1_000;
        }
        Thread.sleep(settlingMillis);
        Arrays.sort(micros);
        return new double[] {micros[CALLERS - 1] / 1e3, micros[CALLERS / 2] / 1e3, StubDriver.begun() - before};
    }

    /** Gives the instant at which it had been served. */
    private static Callable<Long> caller(DataSource pool, CyclicBarrier start) {
        return () -> {
            start.await();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
            return System.nanoTime();
        };
    }

    @Override
    public List<String> verdict(Field field) {
        return List.of(field.timesHikari(DONE, 1), field.noMoreThanHikari(OPENS), field.amongTheFirst(DONE));
    }
}
