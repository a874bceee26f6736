package io.leasehold.lab.endpoints;

import io.leasehold.lab.AnsweringJvm;
import io.leasehold.lab.peers.KeyedContestant;
import io.leasehold.lab.peers.KeyedContestants;
import java.lang.management.ManagementFactory;

/** The forked JVM: one contestant with all its endpoints; their cost is a line of JSON on standard output. */
final class CostRun {
    private static final int PER_ENDPOINT = 8;
    private static final int SETTLING = 5;

    private CostRun() {}

    /** Everything the JVM is told. */
    record Order(String contestant, int endpoints, int warmUps) {}

    public static void main(String[] arguments) throws Exception {
        AnsweringJvm.answer(arguments, Order.class, CostRun::measure);
    }

    private static Cost measure(Order order) throws Exception {
        KeyedContestant contestant = KeyedContestants.byId(order.contestant());
        int threadsBefore = threads();
        for (int i = 0; i < order.warmUps(); i++) {
            try (KeyedContestant.Open warmUp = contestant.open(order.endpoints(), PER_ENDPOINT)) {
                fill(warmUp, order.endpoints());
            }
        }
        KeyedContestant.Open open = contestant.open(order.endpoints(), PER_ENDPOINT);
        long bytesBefore = usedBytes();
        long start = System.nanoTime();
        fill(open, order.endpoints());
        long filled = System.nanoTime();
        int threads = threads() - threadsBefore;
        long bytes = usedBytes() - bytesBefore;
        long closing = System.nanoTime();
        open.close();
        long closed = System.nanoTime();
        return new Cost(
                (filled - start) / 1e3 / order.endpoints(),
                (double) bytes / order.endpoints(),
                threads,
                (closed - closing) / 1e6);
    }

    private static void fill(KeyedContestant.Open open, int endpoints) throws Exception {
        for (int endpoint = 0; endpoint < endpoints; endpoint++) {
            open.cycle(endpoint);
        }
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** Reachable, as nearly as a collector that was asked to collect can tell, once what was closed before has been let go of. */
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
}
