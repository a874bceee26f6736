package io.leasehold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The program on a terminal, which {@code script} makes, whose output goes to a file. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "script takes other options elsewhere")
class TypedPasswordTest {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    private Path folder;

    private @Nullable Process terminal;

    @AfterEach
    void endsAll() {
        if (terminal != null) {
            terminal.destroyForcibly();
        }
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void isAskedForAndNotShown() throws Exception {
        assumeTrue(Files.isExecutable(SCRIPT) && makesTerminals());
        Path passwords = folder.resolve("passwords");
        Path out = folder.resolve("out");
        String command = "\"$JAVA\" -XX:TieredStopAtLevel=1 $MAIN passwd \"$PASSWORDS\" ann >\"$OUT\"";
        ProcessBuilder builder =
                new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null").redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.put("SHELL", "/bin/sh");
        environment.put("JAVA", System.getProperty("java.home") + "/bin/java");
        environment.put("CLASSPATH", System.getProperty("java.class.path"));
        environment.put("MAIN", Main.class.getName());
        environment.put("PASSWORDS", passwords.toString());
        environment.put("OUT", out.toString());
        Process started = builder.start();
        terminal = started;
        InputStream shown = started.getInputStream();
        String before = until("New password of ann: ", shown);
        type(started.getOutputStream());
        String between = until("The same again: ", shown);
        type(started.getOutputStream());
        String after = new String(shown.readAllBytes(), UTF_8);
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(before + between + after).doesNotContain("sesame");
        assertThat(out).content().isEqualTo("ann was added to " + passwords + ".\n");
        assertThat(started.exitValue()).isZero();
    }

    /** Where there are no pseudo terminals it is there and makes none. */
    private static boolean makesTerminals() throws Exception {
        Process probe = new ProcessBuilder(SCRIPT.toString(), "-qec", "true", "/dev/null")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return probe.waitFor(10, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } finally {
            probe.destroyForcibly();
        }
    }

    private static void type(OutputStream keys) throws IOException {
        keys.write("sesame\n".getBytes(UTF_8));
        keys.flush();
    }

    private static String until(String wanted, InputStream shown) throws IOException {
        StringBuilder all = new StringBuilder();
        for (int next = shown.read(); next >= 0; next = shown.read()) {
            all.append((char) next);
            if (all.toString().endsWith(wanted)) {
                return all.toString();
            }
        }
        throw new AssertionError("it did not ask: " + all);
    }
}
