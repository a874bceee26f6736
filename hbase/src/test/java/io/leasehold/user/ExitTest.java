package io.leasehold.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.hbase.HBaseCluster;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ExitTest {

    /** Workers of ours go after five idle seconds: had they to be waited for, it would take longer than this each time. */
    private static final Duration BEFORE_WORKERS_GO = Duration.ofSeconds(4);

    /** A busy machine may be late for once. */
    private static final int TRIES = 3;

    @Test
    void aProcessThatExitsWithoutCloseIsNotDelayed() throws Exception {
        Duration took = exit();
        for (int i = 1; i < TRIES && took.compareTo(BEFORE_WORKERS_GO) >= 0; i++) {
            took = exit();
        }
        assertThat(took).isLessThan(BEFORE_WORKERS_GO);
    }

    /** How long a process takes from its last word to its end. */
    private static Duration exit() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgetfulProcess.class.getName(),
                        Integer.toString(HBaseCluster.shared().zookeeperPort()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(output.readLine()).isEqualTo("held by 1");
            long said = System.nanoTime();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            Duration took = Duration.ofNanos(System.nanoTime() - said);
            assertThat(process.exitValue()).isZero();
            return took;
        } finally {
            process.destroyForcibly();
        }
    }
}
