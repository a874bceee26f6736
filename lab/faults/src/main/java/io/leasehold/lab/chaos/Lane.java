package io.leasehold.lab.chaos;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.ServingJvm;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs seeds one after another in a JVM of its own, which is replaced when a run has left it in doubt. One thread's.
 *
 * <p>Virtual threads get one carrier: whoever blocks it stops them all.
 */
final class Lane implements Runnable {
    private final Jdk jdk;
    private final ChaosJvm.Order order;
    private final List<ConcurrentLinkedQueue<Long>> seeds;
    private final Consumer<Result> results;
    private @Nullable ServingJvm jvm;

    Lane(Jdk jdk, ChaosJvm.Order order, List<ConcurrentLinkedQueue<Long>> seeds, Consumer<Result> results) {
        this.jdk = jdk;
        this.order = order;
        this.seeds = seeds;
        this.results = results;
    }

    @Override
    public void run() {
        try {
            for (Long seed = next(); seed != null; seed = next()) {
                Result result = result(seed);
                results.accept(result);
                if (leavesDoubt(result)) {
                    replace();
                }
            }
        } finally {
            replace();
        }
    }

    /** Threads of a run that are still there would disturb the next. */
    private static boolean leavesDoubt(Result result) {
        return result.outcome().violations().stream()
                .map(Violation::invariant)
                .anyMatch(broken -> broken == Invariant.I2 || broken == Invariant.I8);
    }

    /** From the first queue that has one. */
    private @Nullable Long next() {
        for (ConcurrentLinkedQueue<Long> queue : seeds) {
            Long seed = queue.poll();
            if (seed != null) {
                return seed;
            }
        }
        return null;
    }

    private Result result(long seed) {
        try {
            return jvm().ask(Long.toString(seed), Result.class);
        } catch (IOException | IllegalStateException e) {
            return Result.broken(
                    seed, Matrix.of(seed), "JDK " + jdk.version(), 0, "the JVM has ended: " + e, List.of());
        }
    }

    private ServingJvm jvm() throws IOException {
        ServingJvm there = jvm;
        if (there == null) {
            there = ServingJvm.start(jdk, ChaosJvm.class, options(), order);
            jvm = there;
        }
        return there;
    }

    /**
     * Names lead where a file says that a run may change, and nothing is remembered of where they led before. Every error says where
     * it was thrown, however often it is.
     */
    private List<String> options() throws IOException {
        Path hosts = Files.writeString(Files.createTempFile("chaos", ".hosts"), "127.0.0.1 localhost\n");
        hosts.toFile().deleteOnExit();
        List<String> options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:-OmitStackTraceInFastThrow",
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.ttl=0"));
        if (jdk.hasVirtualThreads()) {
            options.add("-Djdk.virtualThreadScheduler.parallelism=1");
        }
        return options;
    }

    private void replace() {
        if (jvm != null) {
            jvm.close();
            jvm = null;
        }
    }
}
