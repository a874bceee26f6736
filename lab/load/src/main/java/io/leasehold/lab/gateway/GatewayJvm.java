package io.leasehold.lab.gateway;

import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.internal.assembly.GatewayParts;
import io.leasehold.gateway.internal.view.BackendView;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.lab.ResidentSize;
import io.leasehold.lab.Served;
import io.leasehold.session.SessionRegistrySnapshot;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** The JVM with the gateway. Says its port, then how it stands: {@code look}; {@code forget} lets what it had at most begin anew. */
final class GatewayJvm {
    private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The pools are asked more seldom: a reading of one takes longer than that of a number. */
    private static final int SAMPLES_PER_READING = 10;

    private final GatewayView view;
    private final AtomicLong resultBytes = new AtomicLong();
    private final AtomicInteger leased = new AtomicInteger();

    private GatewayJvm(GatewayView view) {
        this.view = view;
    }

    /**
     * How the gateway stands.
     *
     * @param leased of all pools, now
     * @param mostLeased and at most, seen every 10 ms
     * @param mostResultBytes what was kept of results at most, seen every millisecond
     * @param threads platform threads; virtual ones are not counted
     * @param heapBytes after a collection
     * @param residentBytes of the whole process, as the system says it; 0 where it does not
     */
    record Standing(
            int connections,
            int sessions,
            int leased,
            int mostLeased,
            long mostResultBytes,
            int threads,
            long heapBytes,
            long residentBytes) {
        boolean isEmpty() {
            return connections == 0 && sessions == 0 && leased == 0;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Served served = new Served();
        Path settings = Path.of(served.order(arguments, String.class));
        GatewayParts parts = GatewayParts.start(GatewayConfig.read(settings));
        GatewayJvm jvm = new GatewayJvm(parts.view());
        Thread sampler = new Thread(jvm::sample, "sampler");
        sampler.setDaemon(true);
        sampler.start();
        served.serve(parts.binaryPort().orElseThrow(), jvm::answer);
    }

    private void sample() {
        for (int i = 0; true; i++) {
            resultBytes.accumulateAndGet(view.resultBytes(), Math::max);
            if (i % SAMPLES_PER_READING == 0) {
                leased.accumulateAndGet(leasedNow(), Math::max);
            }
            LockSupport.parkNanos(SAMPLE_NANOS);
        }
    }

    private int leasedNow() {
        return view.backends().stream()
                .map(BackendView::pool)
                .mapToInt(pool -> pool.leased())
                .sum();
    }

    private Object answer(String question) {
        switch (question) {
            case "forget" -> {
                resultBytes.set(0);
                leased.set(0);
            }
            case "collect" -> System.gc();
            default -> {
                // all else is a look
            }
        }
        return look();
    }

    private Standing look() {
        SessionRegistrySnapshot now = view.sessions();
        return new Standing(
                now.connections().size(),
                now.sessions().size(),
                leasedNow(),
                leased.get(),
                resultBytes.get(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                ResidentSize.bytes());
    }
}
