package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Habits that a reviewer would otherwise have to look for in every file. */
class SourcesTest {
    private static final int LONGEST_FILE = 400;

    private final List<Path> sources =
            Project.files(Project.ROOT, file -> file.toString().endsWith(".java"));
    private final List<Path> tests =
            sources.stream().filter(file -> has(file, "src/test/java")).toList();

    @Test
    void noTestIsSwitchedOff() {
        assertThat(matches(tests, "^\\s*@(Disabled|Ignore)\\b")).isEmpty();
    }

    @Test
    void noTestSleeps() {
        assertThat(matches(tests, "\\bThread\\.sleep\\(|\\bTimeUnit\\.[A-Z]+\\.sleep\\("))
                .isEmpty();
    }

    @Test
    void nothingIsLeftOpen() {
        assertThat(matches(sources, "//.*\\b(TODO|FIXME|XXX)\\b|not implemented yet|printStackTrace\\(\\)"))
                .isEmpty();
    }

    /** Up to Java 23 a virtual thread that blocks inside such a block keeps its carrier. What overrides Throwable's getCause is as that is. */
    @Test
    void noLibraryUsesMonitors() {
        List<Path> libraries = sources.stream()
                .filter(file -> BuildModule.PUBLISHED.stream()
                        .anyMatch(module -> file.startsWith(
                                Project.ROOT.resolve(module.folder).resolve("src/main"))))
                .toList();
        assertThat(libraries).isNotEmpty();
        assertThat(matches(
                        libraries,
                        "^(?! *(\\*|//)).*\\bsynchronized\\b(?!.* getCause\\(\\))|\\.wait\\(\\)|\\.notify(All)?\\(\\)"))
                .isEmpty();
    }

    @Test
    void noFileIsAboutTooMuch() {
        assertThat(sources)
                .filteredOn(file -> has(file, "src/main/java"))
                .allSatisfy(file -> assertThat(Project.read(file).lines().count())
                        .as("lines of %s", Project.ROOT.relativize(file))
                        .isLessThanOrEqualTo(LONGEST_FILE));
    }

    @Test
    void versionsStandInTheRootPomAlone() {
        List<Path> poms = Project.files(
                Project.ROOT,
                file -> file.endsWith("pom.xml") && !file.getParent().equals(Project.ROOT));
        assertThat(poms).isNotEmpty();
        assertThat(matches(poms, "<version>(?!0\\.1\\.0-SNAPSHOT<|\\$\\{)")).isEmpty();
    }

    private static Stream<String> matches(List<Path> files, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return files.stream().filter(file -> !file.endsWith("SourcesTest.java")).flatMap(file -> {
            List<String> lines = Project.read(file).lines().toList();
            return IntStream.range(0, lines.size())
                    .filter(i -> pattern.matcher(lines.get(i)).find())
                    .mapToObj(i -> Project.ROOT.relativize(file) + ":" + (i + 1) + ": "
                            + lines.get(i).strip());
        });
    }

    private static boolean has(Path file, String folder) {
        return file.toString().replace('\\', '/').contains("/" + folder + "/");
    }
}
