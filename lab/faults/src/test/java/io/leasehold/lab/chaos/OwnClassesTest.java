package io.leasehold.lab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnClassesTest {
    @TempDir
    Path folder;

    private Path classes(String name, String content) throws IOException {
        Path classes = folder.resolve(name);
        Path file = classes.resolve("io/leasehold/A.class");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return classes;
    }

    private Path jar(String name, String content, long time) throws IOException {
        Path jar = folder.resolve(name);
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            write(out, "META-INF/MANIFEST.MF", "Built: " + time, time);
            write(out, "io/leasehold/A.class", content, time);
        }
        return jar;
    }

    private static void write(JarOutputStream out, String name, String content, long time) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(time);
        out.putNextEntry(entry);
        out.write(content.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private static String digest(Path... entries) throws IOException {
        StringBuilder path = new StringBuilder();
        for (Path entry : entries) {
            path.append(path.isEmpty() ? "" : File.pathSeparator).append(entry);
        }
        return OwnClasses.digest(path.toString());
    }

    @Test
    void anotherClassGivesAnotherDigest() throws IOException {
        assertThat(digest(classes("one", "old"))).isNotEqualTo(digest(classes("two", "new")));
        assertThat(digest(jar("leasehold-one.jar", "old", 0))).isNotEqualTo(digest(jar("leasehold-two.jar", "new", 0)));
    }

    @Test
    void theSameClassesGiveTheSameDigestHoweverTheyWerePacked() throws IOException {
        String digest = digest(classes("classes", "old"));
        assertThat(digest(jar("leasehold-core.jar", "old", 0))).isEqualTo(digest);
        assertThat(digest(jar("leasehold-core.jar", "old", 86_400_000))).isEqualTo(digest);
    }

    @Test
    void whatOthersWroteDoesNotCount() throws IOException {
        Path own = classes("classes", "old");
        assertThat(digest(own, jar("driver-1.0.jar", "theirs", 0))).isEqualTo(digest(own));
        assertThat(digest(own, folder.resolve("leasehold-not-there.jar"))).isEqualTo(digest(own));
    }

    @Test
    void thisProgramHasADigest() throws IOException {
        String path = System.getProperty("java.class.path");
        assertThat(OwnClasses.digest(path)).isNotEqualTo(OwnClasses.digest("")).isEqualTo(OwnClasses.digest(path));
    }
}
