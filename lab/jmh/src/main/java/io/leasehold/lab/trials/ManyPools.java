package io.leasehold.lab.trials;

import io.leasehold.lab.ResidentSize;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.OpenPool;
import io.leasehold.lab.peers.PoolContestant;
import io.leasehold.lab.peers.Shape;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A thousand pools of two connections in one JVM: what each costs though nobody uses it. */
final class ManyPools implements Trial {
    private static final Column START = Column.less("start, ms", 0);
    private static final Column HEAP = Column.less("heap, KB each", 1);
    private static final Column RESIDENT = Column.less("resident beside the heap, KB each", 1);
    private static final Column THREADS = Column.less("threads", 0);
    private static final Column CLOSE = Column.less("close, ms", 0);
    private static final int POOLS = 1_000;
    private static final int SIZE = 2;
    private static final int SETTLING = 5;

    /** HikariCP's threads that open connections end after five seconds without work, and are no part of what a pool costs at rest. */
    private static final long UNTIL_AT_REST_MILLIS = 6_000;

    @Override
    public String id() {
        return "pools";
    }

    @Override
    public String title() {
        return "1,000 pools of 2 connections";
    }

    @Override
    public String about() {
        return "One thread makes them one after another and has both connections of each opened, then closes them all. Heap is what is"
                + " reachable, connections of the stub included; resident is what the process grew by beside its heap, most of it the stacks of threads;"
                + " threads are those that were not there before. All three are read six seconds later, when what a start needs for a while has gone.";
    }

    @Override
    public List<Column> columns() {
        return List.of(START, HEAP, RESIDENT, THREADS, CLOSE);
    }

    @Override
    public List<PoolContestant> contestants(boolean wide) {
        return Contestants.equallySafe(wide);
    }

    @Override
    public double[] measure(PoolContestant contestant, Order order) throws Exception {
        int count = order.tempo().judged() ? POOLS : 20;
        int threadsBefore = threads();
        close(open(contestant, Math.max(1, count / 10)));
        long bytesBefore = usedBytes();
        long residentBefore = ResidentSize.bytes();
        long start = System.nanoTime();
        List<OpenPool> pools = open(contestant, count);
        double startMillis = (System.nanoTime() - start) / 1e6;
        Thread.sleep(order.tempo().judged() ? UNTIL_AT_REST_MILLIS : 0);
        double kilobytes = (usedBytes() - bytesBefore) / 1024.0 / count;
        double resident = (ResidentSize.bytes() - residentBefore) / 1024.0 / count;
        int threads = threads() - threadsBefore;
        long closing = System.nanoTime();
        close(pools);
        return new double[] {startMillis, kilobytes, resident, threads, (System.nanoTime() - closing) / 1e6};
    }

    private static List<OpenPool> open(PoolContestant contestant, int count) throws SQLException {
        List<OpenPool> pools = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pools.add(contestant.open(Shape.of(SIZE)).filled(SIZE));
        }
        return pools;
    }

    private static void close(List<OpenPool> pools) throws Exception {
        for (OpenPool pool : pools) {
            pool.close();
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** As nearly as a collector that was asked to collect can tell. */
    private static long usedBytes() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long used = Long.MAX_VALUE;
        for (int i = 0; i < SETTLING; i++) {
            Thread.sleep(100);
            System.gc();
            used = Math.min(used, runtime.totalMemory() - runtime.freeMemory());
        }
        return used;
    }

    @Override
    public List<String> verdict(Field field) {
        return List.of(
                field.atMost(THREADS, 4),
                field.timesHikari(HEAP, 5),
                field.timesHikari(RESIDENT, 5),
                field.amongTheFirst(START),
                field.amongTheFirst(CLOSE));
    }
}
