package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import org.junit.jupiter.api.Test;

class OneOpenForOneWaiterTest {

    /** Upkeep runs on another thread, and may look between the end of an open and its grant. */
    @Test
    void forOneWhoWaitsOneIsOpenedHoweverOftenUpkeepLooksMeanwhile() throws Exception {
        for (int round = 0; round < 300; round++) {
            ScriptedFactory factory = new ScriptedFactory();
            ManualTicker ticker = new ManualTicker();
            StepRunner runner = new StepRunner(ticker);
            try (Pool<ScriptedResource> pool = Pool.of(factory)
                    .maximumSize(8)
                    .ticker(ticker)
                    .runner(runner)
                    .build()) {
                Doing<Boolean> waiter = Stage.start(() -> {
                    pool.acquire().close();
                    return true;
                });
                ticker.awaitParked(1);
                Doing<Boolean> upkeep = Stage.start(() -> {
                    while (!waiter.isDone()) {
                        pool.resize(0, 8);
                    }
                    return true;
                });
                runner.runAll();
                waiter.get();
                upkeep.get();
                runner.runAll();
                assertThat(factory.openedCount()).isOne();
            }
        }
    }
}
