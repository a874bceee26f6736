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

    @Test
    void aProcessThatExitsWithoutCloseIsNotDelayed() throws Exception {
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
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            // Workers of ours go after five idle seconds: had they to be waited for, it would take longer than this.
            assertThat(Duration.ofNanos(System.nanoTime() - said)).isLessThan(Duration.ofSeconds(4));
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
