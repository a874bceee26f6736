package io.leasehold.gateway.internal.auth;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import java.io.IOException;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Changes a password file. Stateless.
 *
 * <p>The new file is written beside the old one, its owner's alone from its first byte on, and takes its place in one step: whoever
 * reads sees the old one or the new one. Its name is fixed, and it is made only if there is none, so that of two changes at a time
 * one is refused and no line is lost.
 */
public final class PasswordFileEditor {

    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final int LONGEST = 1_024;

    private PasswordFileEditor() {}

    /**
     * Gives a user a password.
     *
     * @param password its first line is the password
     * @return whether the user had a line, which was replaced; else one was added
     * @throws InvalidConfigException if the name or the password cannot be used
     * @throws FileAlreadyExistsException if another change is under way, or one broke off
     */
    public static boolean set(Path file, String name, Reader password) throws IOException {
        if (!PasswordLines.isName(name)) {
            throw refused("NAME", "'" + OneLine.of(name) + "'", PasswordLines.A_NAME);
        }
        char[] letters = firstLine(password);
        try {
            String encoded = Pbkdf2.encode(letters, new SecureRandom());
            return set(file, name, PasswordLines.line(name, Pbkdf2.ID, encoded));
        } finally {
            Pbkdf2.wipe(letters);
        }
    }

    /** The first line, without its end. */
    private static char[] firstLine(Reader password) throws IOException {
        char[] letters = new char[LONGEST + 1];
        int length = 0;
        for (int letter = password.read();
                letter >= 0 && letter != '\n' && length <= LONGEST;
                letter = password.read()) {
            letters[length++] = (char) letter;
        }
        if (length > 0 && letters[length - 1] == '\r') {
            length--;
        }
        char[] line = Arrays.copyOf(letters, length);
        Pbkdf2.wipe(letters);
        if (length == 0 || length > LONGEST) {
            Pbkdf2.wipe(line);
            throw refused(
                    "password", "(not shown)", "must have 1 to " + LONGEST + " characters, and stand on one line");
        }
        return line;
    }

    private static boolean set(Path file, String name, String line) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path next = target.resolveSibling(target.getFileName() + ".new");
        claim(next);
        try {
            List<String> lines = Files.exists(target) ? Files.readAllLines(target) : new ArrayList<>();
            boolean replaced = put(lines, name, line);
            write(next, lines);
            keepOwner(target, next);
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            return replaced;
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(next);
            throw e;
        }
    }

    /** From here on other changes are refused. */
    private static void claim(Path next) throws IOException {
        try {
            Files.createFile(next, ownerOnly(next));
        } catch (FileAlreadyExistsException e) {
            throw new FileAlreadyExistsException(
                    next.toString(), null, "another change is under way; if none is, delete this file");
        }
    }

    private static void write(Path next, List<String> lines) throws IOException {
        try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
            ByteBuffer text = StandardCharsets.UTF_8.encode(String.join("\n", lines) + "\n");
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
    }

    /** Replaces the user's line where it stands, or adds one at the end. */
    private static boolean put(List<String> lines, String name, String line) {
        for (int i = 0; i < lines.size(); i++) {
            if (PasswordLines.isOf(lines.get(i), name)) {
                lines.set(i, line);
                return true;
            }
        }
        lines.add(line);
        return false;
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    /** Root may change the file of a server that runs as somebody else, and must leave it readable for it. */
    private static void keepOwner(Path before, Path next) throws IOException {
        if (Files.exists(before)) {
            UserPrincipal owner = Files.getOwner(before);
            if (!Files.getOwner(next).equals(owner)) {
                Files.setOwner(next, owner);
            }
        }
    }

    private static InvalidConfigException refused(String setting, String value, String allowed) {
        return new InvalidConfigException("password file", List.of(new Violation(setting, value, allowed)));
    }
}
