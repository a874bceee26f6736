package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testkit.ManualTicker;
import io.leasehold.testkit.StepRunner;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Statements for which the system has no thread. */
class OperationThreadsTest {

    private final StepRunner runner = new StepRunner(new ManualTicker());
    private final AtomicInteger missing = new AtomicInteger();
    private final Semaphore ran = new Semaphore(0);

    private OperationThreads threads() {
        return new OperationThreads(runner, work -> {
            if (missing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work, "operation");
        });
    }

    private void awaitRuns(int number) throws InterruptedException {
        assertThat(ran.tryAcquire(number, 60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatFindsNoThreadWaitsUntilThereIsOne() throws Exception {
        try (OperationThreads threads = threads()) {
            missing.set(3);
            threads.execute(ran::release);
            runner.settle();
            runner.pass(Duration.ofMillis(99));
            assertThat(missing).as("it was tried again once").hasValue(1);
            runner.pass(Duration.ofMillis(200));
            awaitRuns(1);
        }
    }

    @Test
    void allThatWaitsIsRunOnce() throws Exception {
        try (OperationThreads threads = threads()) {
            missing.set(5);
            for (int i = 0; i < 5; i++) {
                threads.execute(ran::release);
            }
            assertThat(ran.availablePermits()).isZero();
            runner.settle();
            awaitRuns(5);
            runner.pass(Duration.ofSeconds(1));
            assertThat(ran.availablePermits()).isZero();
        }
    }
}
