package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Pool;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StepRunnerTest {

    private final ManualTicker ticker = new ManualTicker();
    private final StepRunner runner = new StepRunner(ticker);

    @Test
    void tasksRunOneByOneInTheOrderTheyCame() {
        List<String> ran = new ArrayList<>();
        runner.execute(() -> ran.add("first"));
        runner.execute(() -> ran.add("second"));
        assertThat(ran).isEmpty();
        assertThat(runner.pending()).isEqualTo(2);
        assertThat(runner.runNext()).isTrue();
        assertThat(ran).containsExactly("first");
        assertThat(runner.runAll()).isOne();
        assertThat(ran).containsExactly("first", "second");
        assertThat(runner.runNext()).isFalse();
    }

    @Test
    void upkeepRunsWhenItIsDueByTheTickerOrWasWoken() {
        List<Long> ranAt = new ArrayList<>();
        long start = ticker.nanos();
        var registration = runner.register(now -> {
            ranAt.add(now - start);
            return Duration.ofSeconds(10).toNanos();
        });
        assertThat(runner.upkeep()).isOne();
        assertThat(runner.upkeep()).isZero();
        registration.wake();
        assertThat(runner.upkeep()).isOne();
        runner.pass(Duration.ofSeconds(25));
        assertThat(ranAt).containsExactly(0L, 0L, 10_000_000_000L, 20_000_000_000L);
        registration.close();
        registration.wake();
        assertThat(runner.upkeep()).isZero();
    }

    @Test
    void timePassesUntilTheConditionHoldsAndNoLonger() {
        long start = ticker.nanos();
        List<Long> ran = new ArrayList<>();
        runner.register(now -> {
            ran.add(now);
            return Duration.ofSeconds(1).toNanos();
        });
        assertThat(runner.upkeepUntil(() -> ran.size() == 3, Duration.ofMinutes(1)))
                .isTrue();
        assertThat(ticker.nanos() - start).isEqualTo(2_000_000_000L);
        assertThat(runner.upkeepUntil(() -> false, Duration.ofSeconds(5))).isFalse();
        assertThat(ticker.nanos() - start).isEqualTo(7_000_000_000L);
    }

    @Test
    void aPoolIsBuiltWithoutWaitingForItsFirstResource() {
        ScriptedFactory factory = new ScriptedFactory();
        RecordingListener listener = new RecordingListener();
        factory.opens().fail(new ConnectException("refused")).succeed();
        try (Pool<ScriptedResource> pool = Pool.of(factory)
                .minimumSize(1)
                .ticker(ticker)
                .runner(runner)
                .listener(listener)
                .build()) {
            assertThat(pool.snapshot().total()).isZero();
            runner.pass(Duration.ofSeconds(1));
            assertThat(listener.lines()).containsExactly("openFailed: ConnectException", "opened #1");
        }
    }

    @Test
    void aTaskThatNeverEndsIsReported() {
        assertThatThrownBy(() -> {
                    runner.register(now -> {
                        runner.execute(() -> {});
                        return 0;
                    });
                    runner.settle();
                })
                .isInstanceOf(AssertionError.class);
    }
}
