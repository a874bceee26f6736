package io.leasehold.guards;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where things are in the checkout. Stateless. */
final class Project {
    /** The folder of the root pom; Maven runs a module's tests in that module's folder. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private Project() {}

    static Path classesOf(BuildModule module) {
        return ROOT.resolve(module.folder).resolve("target/classes");
    }

    /** The regular files under a folder, sorted, without those in hidden folders or in any {@code target}. */
    static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !isHiddenOrBuilt(folder.relativize(file)))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isHiddenOrBuilt(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".") || name.toString().equals("target")) {
                return true;
            }
        }
        return false;
    }
}
