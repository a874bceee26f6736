package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages hang together. */
class PagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

    @Test
    void everyLinkToAFileLeadsSomewhere() {
        List<Path> pages = Project.files(Project.ROOT, file -> file.toString().endsWith(".md"));
        assertThat(pages).isNotEmpty();
        assertThat(pages.stream().flatMap(PagesTest::deadLinks)).isEmpty();
    }

    private static Stream<String> deadLinks(Path page) {
        return LINK.matcher(Project.read(page))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(target -> !target.contains("://") && !target.startsWith("mailto:"))
                .filter(target -> !Files.exists(page.resolveSibling(target)))
                .map(target -> Project.ROOT.relativize(page) + " links to " + target);
    }
}
