package io.leasehold.gateway.internal.auth;

import static io.leasehold.gateway.internal.auth.LoginStage.refuse;
import static io.leasehold.gateway.internal.auth.LoginStage.verify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileTest {

    @TempDir
    private Path folder;

    private LoginStage stage;

    @BeforeEach
    void stage() {
        stage = new LoginStage(folder).users("ann:7$sesame");
    }

    private void loosen(String permissions) throws IOException {
        Files.setPosixFilePermissions(stage.file, PosixFilePermissions.fromString(permissions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void aFileThatOthersMayReadOrWriteIsRefused(String permissions) throws IOException {
        loosen(permissions);
        assertThatThrownBy(stage::logins)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(stage.file.toString())
                .hasMessageContaining("chmod 600");
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        Files.delete(stage.file);
        assertThatThrownBy(stage::logins)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("there is none at this path");
    }

    @Test
    void everyLineThatIsWrongIsToldAndNoneRepeated() {
        stage.write(List.of(
                "# users",
                "",
                "ann:{counted}7$sesame",
                "sesame",
                "bob:{md5}sesame",
                "ann:{counted}7$sesame",
                "eve:{counted}sesame",
                " bob:{counted}7$sesame",
                ":{counted}7$sesame",
                "sue:{pbkdf2-sha256}1000$sesame$sesame",
                "sue:sesame"));
        assertThatThrownBy(stage::logins)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageNotContaining("sesame")
                .satisfies(refusal -> assertThat(((InvalidConfigException) refusal).violations())
                        .extracting(violation -> violation.setting())
                        .containsExactly(
                                "line 4", "line 5", "line 6", "line 7", "line 8", "line 9", "line 10", "line 11"));
    }

    @Test
    void commentsAndBlankLinesAreNoUsers() {
        Logins logins = stage.write(List.of("# ann:{counted}7$comment", "", "  ", "ann:{counted}7$sesame"))
                .logins();
        verify(logins, "ann", "sesame");
        refuse(logins, "# ann", "comment");
    }

    @Test
    void aChangedFileIsReadAgain() {
        Logins logins = stage.logins();
        refuse(logins, "bob", "open");
        stage.users("ann:7$sesame", "bob:7$open");
        verify(logins, "bob", "open");
    }

    /** Who restores a file keeps its time, and an editor its size. */
    @Test
    void aChangeIsSeenAlsoWhereTimeAndSizeAreTheSame() throws IOException {
        Logins logins = stage.logins();
        FileTime time = Files.getLastModifiedTime(stage.file);
        stage.users("ann:7$sesamE");
        Files.setLastModifiedTime(stage.file, time);
        verify(logins, "ann", "sesamE");
        refuse(logins, "ann", "sesame");
    }

    @Test
    void aFileThatIsAsItWasIsNotReadAgain() {
        PasswordFile file = PasswordFile.open(stage.file, new PasswordHashes(List.of(stage.hash)));
        assertThat(file.users()).isSameAs(file.users());
    }

    @Test
    void aFileThatTurnsBadLetsNobodyInAndIsLoggedOnce() throws IOException {
        Logins logins = stage.logins();
        verify(logins, "ann", "sesame");
        String cookie = logins.remember("ann");
        try (LogLines log = new LogLines()) {
            loosen("rw-r--r--");
            refuseAll(logins);
            refuseAll(logins);
            assertThat(logins.remembered(cookie)).isEmpty();
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("ERROR"))
                    .singleElement()
                    .asString()
                    .contains("chmod 600");
            assertThat(log.lines())
                    .filteredOn(line -> line.startsWith("WARN"))
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .contains("a login from " + LoginStage.HOME + " was refused: password file")
                            .endsWith("cannot be used"));
            loosen("rw-------");
            verify(logins, "ann", "sesame");
            Files.delete(stage.file);
            refuseAll(logins);
            stage.users("broken");
            refuseAll(logins);
            Files.write(stage.file, "ä:{counted}7$x".getBytes(StandardCharsets.ISO_8859_1));
            refuseAll(logins);
            assertThat(log.lines()).filteredOn(line -> line.startsWith("ERROR")).hasSize(4);
        }
        stage.users("ann:7$sesame");
        verify(logins, "ann", "sesame");
    }

    /** It is nobody's password that is wrong. */
    private static void refuseAll(Logins logins) {
        refuse(logins, "ann", "sesame", LoginStage.HOME, "it cannot be verified now");
    }
}
