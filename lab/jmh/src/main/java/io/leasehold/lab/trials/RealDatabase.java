package io.leasehold.lab.trials;

import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.PoolContestant;
import io.leasehold.lab.peers.Shape;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.HdrHistogram.Histogram;

/** Sixteen threads that each acquire a connection to PostgreSQL, work and return it, over and over. */
record RealDatabase(RealWork work, int poolSize) implements Trial {
    private static final Column RATE = Column.more("per second", 0);
    private static final Column MIDDLE = Column.less("p50, ms", 2);
    private static final Column P99 = Column.less("p99, ms", 2);
    private static final Column P999 = Column.less("p99.9, ms", 2);
    private static final Column LONGEST = Column.less("longest, ms", 1);
    private static final int THREADS = 16;
    private static final long SMOKE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    @Override
    public String id() {
        return "postgresql-" + work.name().toLowerCase(Locale.ROOT) + "-" + poolSize;
    }

    @Override
    public String title() {
        return "PostgreSQL on loopback, " + work.title + ", 16 threads on " + poolSize + " connections";
    }

    @Override
    public String about() {
        return "The whole time of an acquire, the work and the return. The server has the same processors.";
    }

    @Override
    public List<Column> columns() {
        return List.of(RATE, MIDDLE, P99, P999, LONGEST);
    }

    @Override
    public List<PoolContestant> contestants(boolean wide) {
        return Contestants.equallySafe(wide);
    }

    @Override
    public boolean needsServer() {
        return true;
    }

    @Override
    public double[] measure(PoolContestant contestant, Order order) throws Exception {
        Shape shape =
                Shape.of(poolSize, Objects.requireNonNull(order.backend())).withAutoCommit(work.autoCommit());
        long nanos =
                order.tempo().judged() ? TimeUnit.SECONDS.toNanos(order.tempo().seconds()) : SMOKE_NANOS;
        try (OpenPool pool = contestant.open(shape).filled(poolSize)) {
            ExecutorService threads = Executors.newFixedThreadPool(THREADS);
            try {
                all(threads, pool.dataSource(), nanos);
                return figures(all(threads, pool.dataSource(), nanos), nanos);
            } finally {
                threads.shutdown();
            }
        }
    }

    private Histogram all(ExecutorService threads, DataSource pool, long nanos) throws Exception {
        List<Callable<Histogram>> callers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int caller = i;
            callers.add(() -> call(pool, caller, nanos));
        }
        Histogram all = new Histogram(3);
        for (Future<Histogram> one : threads.invokeAll(callers)) {
            all.add(one.get());
        }
        return all;
    }

    private Histogram call(DataSource pool, int caller, long nanos) throws Exception {
        Histogram times = new Histogram(3);
        long start = System.nanoTime();
        long began = start;
        while (began - start < nanos) {
            try (Connection connection = pool.getConnection()) {
                work.run(connection, caller);
            }
            long done = System.nanoTime();
            times.recordValue(done - began);
            began = done;
        }
        return times;
    }

    private static double[] figures(Histogram times, long nanos) {
        return new double[] {
            times.getTotalCount() * 1e9 / nanos,
            times.getValueAtPercentile(50) / 1e6,
            times.getValueAtPercentile(99) / 1e6,
            times.getValueAtPercentile(99.9) / 1e6,
            times.getMaxValue() / 1e6
        };
    }

    @Override
    public List<String> verdict(Field field) {
        return List.of(field.amongTheFirst(RATE), field.notBelowHikari(RATE), field.amongTheFirst(P999));
    }
}
