package io.leasehold.lab.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * What one thread does before many begin. Threads that never wait, and of which there are more than processors, leave those of the JIT so
 * little time that for seconds code would be measured that is not yet compiled.
 */
final class AloneFirst {

    private static final long NANOS = TimeUnit.SECONDS.toNanos(2);

    private AloneFirst() {}

    static void run(Callable<?> cycle) throws Exception {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < NANOS) {
            if (cycle.call() == null) {
                throw new IllegalStateException("A cycle gave nothing.");
            }
        }
    }
}
