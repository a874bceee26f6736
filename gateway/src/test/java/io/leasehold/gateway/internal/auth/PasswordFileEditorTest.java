package io.leasehold.gateway.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.gateway.PasswordFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordFileEditorTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("users");
    }

    private boolean isRight(String name, String password) {
        return PasswordFile.open(file, PasswordHashes.own())
                .users()
                .called(name)
                .orElseThrow()
                .matches(password.toCharArray());
    }

    @Test
    void aUserIsAddedThenReplacedAndTheRestStaysAsItIs() throws IOException {
        assertThat(PasswordFiles.set(file, "ann", new StringReader("one"))).isFalse();
        String ann = Files.readString(file).strip();
        Files.writeString(file, "# ours\n" + ann + "\n\n  # kept\nbob:{pbkdf2-sha256}x\n");
        assertThat(PasswordFiles.set(file, "ann", new StringReader("two\nthree\n")))
                .isTrue();
        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(5).containsSubsequence("# ours", "", "  # kept", "bob:{pbkdf2-sha256}x");
        assertThat(lines.get(1)).startsWith("ann:{pbkdf2-sha256}600000$").isNotEqualTo(ann);
        Files.write(file, lines.subList(0, 3));
        assertThat(isRight("ann", "two")).isTrue();
        assertThat(isRight("ann", "one")).isFalse();
    }

    @Test
    void theFileIsItsOwnersAloneAlsoWhereItWasNot() throws IOException {
        PasswordFiles.set(file, "ann", new StringReader("one"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        PasswordFiles.set(file, "ann", new StringReader("two\r\n"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(isRight("ann", "two")).isTrue();
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
    }

    /** While the password is being typed or hashed nothing of the file has changed. */
    @Test
    void theFileIsReplacedInOneStep() throws IOException {
        PasswordFiles.set(file, "ann", new StringReader("one"));
        Object before = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        PasswordFiles.set(file, "ann", new StringReader("two"));
        assertThat(Files.readAttributes(file, BasicFileAttributes.class).fileKey())
                .isNotEqualTo(before);
    }

    @Test
    void aLinkStaysALink() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("users");
        PasswordFiles.set(real, "ann", new StringReader("one"));
        Files.createSymbolicLink(file, real);
        PasswordFiles.set(file, "bob", new StringReader("two"));
        assertThat(file).isSymbolicLink();
        assertThat(Files.readAllLines(real)).hasSize(2);
    }

    @Test
    void ofTwoChangesAtATimeOneIsRefusedAndNoLineLost() throws IOException {
        PasswordFiles.set(file, "ann", new StringReader("one"));
        String before = Files.readString(file);
        Path other = Files.writeString(folder.resolve("users.new"), "somebody's");
        assertThatThrownBy(() -> PasswordFiles.set(file, "bob", new StringReader("two")))
                .isInstanceOf(FileAlreadyExistsException.class)
                .hasMessageContaining("users.new")
                .hasMessageContaining("another change is under way");
        assertThat(Files.readString(file)).isEqualTo(before);
        assertThat(other).hasContent("somebody's");
    }

    @Test
    void whatCannotBeWrittenLeavesNothingBehind() throws IOException {
        assertThatThrownBy(() -> PasswordFiles.set(folder.resolve("no/users"), "ann", new StringReader("one")))
                .isInstanceOf(NoSuchFileException.class);
        Files.write(file, new byte[] {(byte) 0xff, '\n'});
        assertThatThrownBy(() -> PasswordFiles.set(file, "ann", new StringReader("one")))
                .isInstanceOf(IOException.class);
        assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".new"));
        assertThat(Files.readAllBytes(file)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", " a", "a ", "#a", "a\nb", "a\tb", "\u0000"})
    void aNameThatNoLineCanHaveIsRefusedBeforeThePasswordIsRead(String name) {
        Reader unread = Reader.nullReader();
        assertThatThrownBy(() -> PasswordFiles.set(file, name, unread))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("NAME");
        assertThat(file).doesNotExist();
    }

    @Test
    void aPasswordIsOneLineThatIsNotEmptyAndNotBeyondMeasure() throws IOException {
        for (String password : Set.of("", "\n", "\r\nx", "x".repeat(1_025))) {
            assertThatThrownBy(() -> PasswordFiles.set(file, "ann", new StringReader(password)))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageContaining("1 to 1024 characters");
        }
        assertThat(file).doesNotExist();
        PasswordFiles.set(file, "ann", new StringReader("x".repeat(1_024) + "\n"));
        assertThat(isRight("ann", "x".repeat(1_024))).isTrue();
    }

    @Test
    void namesMayBeAsPeopleHaveThem() throws IOException {
        PasswordFiles.set(file, "Ann Ångström", new StringReader("one"));
        PasswordFiles.set(file, "Ann", new StringReader("two"));
        assertThat(isRight("Ann Ångström", "one")).isTrue();
        assertThat(isRight("Ann", "two")).isTrue();
    }
}
