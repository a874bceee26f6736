package io.leasehold.gateway.internal.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.EnumSet;
import java.util.Set;

/**
 * The folder in which a running gateway leaves what its owner on the same machine may use, and nobody else. Stateless.
 *
 * <p>The folder is the wall: on Linux the permissions of a socket count as well, on other systems they do not.
 */
public final class RuntimeFolder {

    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private RuntimeFolder() {}

    /** Where it is if nobody says so: in the session's own folder where there is one, else below the user's home. */
    public static Path usual() {
        String session = System.getenv("XDG_RUNTIME_DIR");
        return session != null && !session.isEmpty()
                ? Path.of(session, "leasehold")
                : Path.of(System.getProperty("user.home"), ".leasehold", "run");
    }

    /** The socket of the gateway whose console listens on this port. */
    public static Path socket(Path folder, int port) {
        return folder.resolve("console-" + port + ".sock");
    }

    /**
     * Makes the folder for its owner alone, or sees to it that it is.
     *
     * @throws IOException if it is a link, somebody else's, or open to others; its message says what to change
     */
    static void secure(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            create(folder);
        }
        PosixFileAttributeView view =
                Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (view == null) {
            return; // Windows: what is below a user's home is the user's alone.
        }
        PosixFileAttributes found = view.readAttributes();
        if (!found.isDirectory()) {
            throw new IOException(folder + " is no folder: remove it, or name another as console.runtimeFolder");
        }
        if (!OWNER.containsAll(found.permissions())) {
            throw new IOException(folder + " is open to others (" + PosixFilePermissions.toString(found.permissions())
                    + "): run chmod 700 on it");
        }
        if (!isOwn(folder, found.owner())) {
            throw new IOException(
                    folder + " belongs to " + found.owner().getName() + ": name another as console.runtimeFolder");
        }
    }

    /** A user whom the system has no name for, as in some containers, cannot be compared: then it is enough to be able to write. */
    private static boolean isOwn(Path folder, UserPrincipal owner) throws IOException {
        try {
            return owner.equals(folder.getFileSystem()
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name")));
        } catch (UserPrincipalNotFoundException e) {
            return Files.isWritable(folder);
        }
    }

    private static void create(Path folder) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER));
        } else {
            Files.createDirectory(folder);
        }
    }
}
