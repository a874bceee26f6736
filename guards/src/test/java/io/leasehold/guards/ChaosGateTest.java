package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The gate of chaos in {@code .ci/run}, with a {@code lab/chaos} of paper, whose every seed passes when it is tried again. */
@DisabledOnOs(OS.WINDOWS)
class ChaosGateTest {

    private static final String LATE = "VIOLATION of I1 (somebody was late)\n  seed 7; again: lab/chaos --seed 7\n";
    private static final String WRONG = "VIOLATION of I3 (an answer to another)\n  seed 8; again: lab/chaos --seed 8\n";

    @TempDir
    Path folder;

    @Test
    void whoWasLateIsTriedAgain() throws Exception {
        assertThat(gate(LATE + "violations: 1\n", 1)).isZero();
        assertThat(folder.resolve("again")).content().isEqualTo("--seed 7\n");
    }

    @Test
    void aRunThatBrokeOffFailsWhateverItHadSaid() throws Exception {
        assertThat(gate(LATE, 137)).isEqualTo(137);
        assertThat(folder.resolve("again")).doesNotExist();
    }

    @Test
    void anAnswerToAnotherIsNeverTriedAgain() throws Exception {
        assertThat(gate(LATE + WRONG + "violations: 2\n", 1)).isEqualTo(1);
        assertThat(folder.resolve("again")).doesNotExist();
    }

    /** The status of the gate where the first run prints this and ends with that. */
    private int gate(String printed, int status) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("printed"), printed);
        Path chaos = Files.createDirectory(folder.resolve("lab")).resolve("chaos");
        Files.writeString(
                chaos,
                "#!/bin/sh\n[ \"$1\" = --quick ] || { echo \"$*\" >>again; exit 0; }\ncat printed; exit " + status
                        + "\n");
        Files.setPosixFilePermissions(chaos, PosixFilePermissions.fromString("rwxr-xr-x"));
        String function = "set -uo pipefail; flaky=; eval \"$(sed -n '/^chaos() {/,/^}/p' \"$1\")\"; chaos";
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        function,
                        "bash",
                        Project.ROOT.resolve(".ci/run").toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
