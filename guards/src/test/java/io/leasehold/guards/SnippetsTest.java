package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The Java in README.md and docs/ is copied from code that is compiled and tested; CONTRIBUTING.md says how it is marked. */
class SnippetsTest {
    private final List<Snippet> snippets = Stream.concat(
                    Stream.of(Project.ROOT.resolve("README.md")),
                    Project.files(
                            Project.ROOT.resolve("docs"),
                            file -> file.toString().endsWith(".md"))
                            .stream())
            .flatMap(page -> Snippet.in(page).stream())
            .toList();

    @Test
    void everySnippetIsCompiledCode() {
        SoftAssertions softly = new SoftAssertions();
        for (Snippet snippet : snippets) {
            softly.assertThat(snippet.text())
                    .as("%s beside %s", snippet.place(), snippet.source())
                    .isEqualTo(snippet.compiled());
        }
        softly.assertAll();
    }

    @Test
    void theReadmeShowsCode() {
        assertThat(snippets).anyMatch(snippet -> snippet.place().startsWith("README.md:"));
    }
}
