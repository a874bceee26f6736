package io.leasehold.lab.bench;

import io.leasehold.lab.VirtualThreads;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** The connection cycle by a new virtual thread each time; the cost of the thread is in the figure. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VirtualCycle {
    private static final int THREADS_AT_ONCE = 1_000;

    @Benchmark
    @OperationsPerInvocation(THREADS_AT_ONCE)
    public void cycle(MeasuredPool pool) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(THREADS_AT_ONCE);
        for (int i = 0; i < THREADS_AT_ONCE; i++) {
            VirtualThreads.start(() -> {
                try {
                    pool.dataSource.getConnection().close();
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
    }
}
