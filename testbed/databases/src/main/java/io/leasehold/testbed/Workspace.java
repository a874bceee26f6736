package io.leasehold.testbed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Where servers live on disk: programs and empty data directories are installed once per machine and shared by all JVMs;
 * each running server works on a copy, which is deleted with it. Safe for use by many threads and JVMs.
 *
 * <p>The place is {@code leasehold-testbed-<user>} in the directory for temporary files, or what the system property
 * {@value #PLACE} says.
 */
final class Workspace {
    static final String PLACE = "leasehold.testbed.directory";

    private static final Object ONE_INSTALLER = new Object();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    interface Installer {
        void installInto(Path directory) throws Exception;
    }

    private Workspace() {}

    /** The directory that the installer has filled, now or in an earlier run. */
    static Path installed(String name, Installer installer) {
        Path installed = root().resolve(name);
        Path complete = installed.resolve("complete");
        synchronized (ONE_INSTALLER) {
            try (FileChannel channel = openLockFile(name);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(complete)) {
                    delete(installed);
                    installer.installInto(Files.createDirectories(installed));
                    Files.createFile(complete);
                }
                return installed;
            } catch (Exception e) {
                throw new TestbedException("Cannot install " + name + " in " + installed, e);
            }
        }
    }

    private static FileChannel openLockFile(String name) throws IOException {
        Path file = root().resolve(name + ".lock");
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** A new directory of this JVM's own. */
    static Path running(String name) {
        try {
            sweep(runs());
            String unique = ProcessHandle.current().pid() + "-" + NUMBER.incrementAndGet() + "-" + name;
            return Files.createDirectories(runs().resolve(unique));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }

    /** Deletes what JVMs that are gone have left; their names begin with their process ids. */
    static void sweep(Path runs) throws IOException {
        if (!Files.exists(runs)) {
            return;
        }
        try (Stream<Path> directories = Files.list(runs)) {
            directories.filter(Workspace::isOrphaned).forEach(Workspace::deleteIfPossible);
        }
    }

    private static void deleteIfPossible(Path directory) {
        try {
            delete(directory);
        } catch (UncheckedIOException e) {
            // Another JVM deletes the same just now, or a server that outlived its JVM still writes there: the next
            // sweep looks again.
        }
    }

    private static boolean isOrphaned(Path directory) {
        String name = directory.getFileName().toString();
        long pid = Long.parseLong(name.substring(0, name.indexOf('-')));
        return ProcessHandle.of(pid).isEmpty();
    }

    private static Path runs() {
        return root().resolve("run");
    }

    private static Path root() {
        String user = System.getProperty("user.name");
        Path standard = Path.of(System.getProperty("java.io.tmpdir"), "leasehold-testbed-" + user);
        try {
            return Files.createDirectories(Path.of(System.getProperty(PLACE, standard.toString())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
