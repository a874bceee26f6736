package io.leasehold.lab.gateway;

import io.leasehold.lab.AnsweringJvm;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.thrift.TException;

/** The JVM with a crowd that works: a thread for each socket, which asks one session after another, as fast as it is answered. */
final class BusyJvm {
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final double PER_MILLI = 1e6;

    private BusyJvm() {}

    /**
     * What it found.
     *
     * @param sessions that were open, and each of which worked
     * @param p50Millis of the time from a query's first call to the answer of its last
     */
    record Found(int sessions, long queries, double perSecond, double p50Millis, double p99Millis, double maxMillis) {}

    public static void main(String[] arguments) throws Exception {
        AnsweringJvm.answer(arguments, Crowd.Order.class, BusyJvm::measure);
    }

    private static Found measure(Crowd.Order order) throws Exception {
        Crowd crowd = Crowd.open(order);
        long warmUp = TimeUnit.SECONDS.toNanos(order.seconds()) / 3;
        work(crowd, warmUp, order.sessionsPerSocket());
        long start = System.nanoTime();
        Histogram times = work(crowd, TimeUnit.SECONDS.toNanos(order.seconds()), order.sessionsPerSocket());
        // longer than was asked for, as every session has its turn
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Found(
                crowd.sessions(),
                times.getTotalCount(),
                times.getTotalCount() / seconds,
                times.getValueAtPercentile(50) / PER_MILLI,
                times.getValueAtPercentile(99) / PER_MILLI,
                times.getMaxValue() / PER_MILLI);
    }

    private static Histogram work(Crowd crowd, long nanos, int atLeast) throws Exception {
        Histogram times = new ConcurrentHistogram(SIGNIFICANT_DIGITS);
        ExecutorService threads = Executors.newFixedThreadPool(crowd.sockets().size());
        try {
            long end = System.nanoTime() + nanos;
            List<Callable<Boolean>> all = new ArrayList<>();
            for (ClientSocket socket : crowd.sockets()) {
                all.add(() -> query(socket, end, atLeast, times));
            }
            Crowd.results(threads.invokeAll(all));
            return times;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean query(ClientSocket socket, long end, int atLeast, Histogram times) throws TException {
        for (int i = 0; i < atLeast || System.nanoTime() - end < 0; i++) {
            long start = System.nanoTime();
            socket.query(i);
            times.recordValue(System.nanoTime() - start);
        }
        return true;
    }
}
