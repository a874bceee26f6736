package io.leasehold.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterleavedTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress = new Progress(new PrintStream(said, true, StandardCharsets.UTF_8));

    @Test
    void roundsTakeTurnsAndEverySecondOneGoesBackwards() {
        List<String> order = new ArrayList<>();
        Interleaved<String, Integer> runs = new Interleaved<>(List.of("a", "b"), 3, 0);
        runs.run(
                fork -> {
                    order.add(fork);
                    return order.size();
                },
                progress);
        assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
        assertThat(runs.of("a")).containsExactly(1, 4, 5);
        assertThat(runs.roundsDone()).isEqualTo(3);
    }

    @Test
    void twoRunSideBySideAndTheirSamplesStandInOrder() {
        // neither is done before the other has begun
        CountDownLatch bothRun = new CountDownLatch(2);
        Interleaved<String, String> runs = new Interleaved<>(List.of("a", "b"), 1, 0);
        runs.run(
                2,
                fork -> {
                    bothRun.countDown();
                    return await(bothRun) ? "measured " + fork : "alone";
                },
                progress);
        assertThat(runs.of("a")).containsExactly("measured a");
        assertThat(runs.of("b")).containsExactly("measured b");
    }

    @Test
    void whatFailsOnceIsRunOnceMoreAndSaysSo() {
        List<String> tries = new ArrayList<>();
        Interleaved<String, Integer> runs = new Interleaved<>(List.of("a"), 1, 0);
        runs.run(
                fork -> {
                    tries.add(fork);
                    if (tries.size() == 1) {
                        throw new IllegalStateException("The fork for a failed");
                    }
                    return 7;
                },
                progress);
        assertThat(runs.of("a")).containsExactly(7);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("The fork for a failed; it is run once more.");
    }

    @Test
    void whatFailsTwiceEndsTheRun() {
        Interleaved<String, Integer> runs = new Interleaved<>(List.of("a"), 1, 0);
        assertThatThrownBy(() -> runs.run(
                        fork -> {
                            throw new IllegalStateException("The fork for a failed");
                        },
                        progress))
                .isInstanceOf(IllegalStateException.class);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
