package io.leasehold.gateway.internal.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Whether a file with secrets is its owner's alone. Pure functions of the file system. */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    private OwnerOnly() {}

    /** Whether nobody but the owner may read or write with these permissions. */
    public static boolean isKept(Set<PosixFilePermission> permissions) {
        return permissions.stream().noneMatch(OF_OTHERS::contains);
    }

    /**
     * What is wrong with a file that must be secret: it cannot be read, or can be by others. Where the file system knows no such
     * permissions, that is not asked.
     */
    public static Optional<String> problem(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            if (!Files.isReadable(file)) {
                return Optional.of("must be a file that this process may read");
            }
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
            boolean kept = view == null || isKept(view.readAttributes().permissions());
            return kept ? Optional.empty() : Optional.of(advice(file));
        } catch (IOException e) {
            return Optional.of("must be a file; there is none at this path");
        }
    }

    /** What to do about a file that others may read. */
    public static String advice(Path file) {
        return "must be its owner's alone, and others may read or write it: run chmod 600 " + file;
    }
}
