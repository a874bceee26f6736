package io.leasehold.gateway.internal.auth;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.settings.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A password file, read again when it has changed. Safe for any number of threads.
 *
 * <p>Whether it changed is asked at every login, by time, size, identity and permissions. The stamp is taken before the file is read:
 * what changes in between is seen by the next login. A file that turns bad, or loose, or is gone lets nobody in, and is logged once
 * for each of its states: it may be what was done to keep somebody out.
 */
final class PasswordFile {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordFile.class);

    private record Stamp(List<Object> facts) {

        static Stamp of(Path file) {
            try {
                PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
                if (posix == null) {
                    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class);
                    return new Stamp(List.of(facts.lastModifiedTime(), facts.size()));
                }
                PosixFileAttributes facts = posix.readAttributes();
                return new Stamp(List.of(
                        facts.lastModifiedTime(),
                        facts.size(),
                        Objects.requireNonNullElse(facts.fileKey(), ""),
                        facts.permissions()));
            } catch (IOException e) {
                return new Stamp(List.of());
            }
        }
    }

    private record Read(Stamp stamp, Users users) {}

    private final Path file;
    private final PasswordHashes hashes;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile @Nullable Read last;

    private PasswordFile(Path file, PasswordHashes hashes) {
        this.file = file;
        this.hashes = hashes;
    }

    /**
     * Reads a file for the first time.
     *
     * @throws InvalidConfigException saying all that is wrong with it
     */
    static PasswordFile open(Path file, PasswordHashes hashes) {
        PasswordFile opened = new PasswordFile(file, hashes);
        Stamp stamp = Stamp.of(file);
        opened.last = new Read(stamp, opened.read());
        return opened;
    }

    /** The users as the file has them now. */
    Users users() {
        Stamp stamp = Stamp.of(file);
        Read read = last;
        return read != null && read.stamp.equals(stamp) ? read.users : readAgain();
    }

    private Users readAgain() {
        reading.lock();
        try {
            Stamp stamp = Stamp.of(file);
            Read before = last;
            if (before != null && before.stamp.equals(stamp)) {
                return before.users;
            }
            Users users;
            try {
                users = read();
                LOG.info("password file {} has changed and was read again", file);
            } catch (InvalidConfigException e) {
                users = Users.NOBODY;
                LOG.error("nobody is let in until this is put right: {}", e.getMessage());
            }
            last = new Read(stamp, users);
            return users;
        } finally {
            reading.unlock();
        }
    }

    private Users read() {
        OwnerOnly.problem(file).ifPresent(problem -> {
            throw refused(problem);
        });
        try {
            return new Users(PasswordLines.read(file, Files.readAllLines(file), hashes));
        } catch (IOException e) {
            throw refused("must be a text in UTF-8 that this process may read");
        }
    }

    private InvalidConfigException refused(String problem) {
        return new InvalidConfigException(
                "password file", List.of(new Violation("logins.passwordFile", file.toString(), problem)));
    }

    @Override
    public String toString() {
        return "password file " + file;
    }
}
