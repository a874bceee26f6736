package io.leasehold.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswdCommandTest {

    @TempDir
    private Path folder;

    @Test
    void thePasswordOfStandardInputIsHashedIntoAFileOfItsOwnersAlone() throws Exception {
        Path file = folder.resolve("passwords");
        Run run = passwd("correct horse\nand more", file.toString(), "ann");
        assertThat(run.out()).isEqualTo("ann was added to " + file + ".\n");
        assertThat(run.status()).isZero();
        assertThat(Files.readString(file)).startsWith("ann:{pbkdf2-sha256}").doesNotContain("horse");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(passwd("another\n", file.toString(), "ann").out()).startsWith("ann has another password in ");
        assertThat(Files.readAllLines(file)).hasSize(1);
    }

    @Test
    void whatCannotBeDoneIsOneMessage() {
        assertRefused(passwd("", folder.resolve("passwords").toString(), "ann"), "password");
        assertRefused(passwd("x\n", folder.resolve("passwords").toString(), "a:b"), "a:b");
        assertRefused(passwd("x\n", folder.resolve("none/passwords").toString(), "ann"), "there is no such folder");
        assertRefused(Run.of("passwd", folder.resolve("passwords").toString()), "Missing required parameter: 'NAME'");
    }

    private static Run passwd(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(UTF_8)));
        try {
            return Run.of("passwd", arguments[0], arguments[1]);
        } finally {
            System.setIn(before);
        }
    }

    private static void assertRefused(Run run, String said) {
        assertThat(run.err()).contains(said).doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
