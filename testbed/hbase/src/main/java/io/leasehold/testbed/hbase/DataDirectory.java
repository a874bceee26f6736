package io.leasehold.testbed.hbase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where a JVM's HBase keeps its files. What JVMs that are gone have left is deleted by the next one. */
final class DataDirectory {
    private DataDirectory() {}

    static Path create() {
        Path all = Path.of(
                System.getProperty("java.io.tmpdir"), "leasehold-testbed-" + System.getProperty("user.name"), "hbase");
        try {
            Files.createDirectories(all);
            try (Stream<Path> directories = Files.list(all)) {
                directories.filter(DataDirectory::isOrphaned).forEach(DataDirectory::delete);
            }
            return Files.createDirectories(
                    all.resolve(Long.toString(ProcessHandle.current().pid())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOrphaned(Path directory) {
        return ProcessHandle.of(Long.parseLong(directory.getFileName().toString()))
                .isEmpty();
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException | UncheckedIOException gone) {
            // Another JVM deletes it at the same time, or servers that still stop wrote into it: the next JVM looks
            // again.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
