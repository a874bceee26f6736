package io.leasehold.lab.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published where, and what is left alone. */
class PublishMainTest {
    @TempDir
    private Path folder;

    private Path page;
    private Path run;

    @BeforeEach
    void write() throws IOException {
        page = Files.writeString(folder.resolve("page.md"), """
                <!-- measured: gateway -->
                old
                <!-- end of measured: gateway -->
                """);
        run = folder.resolve("run.json");
    }

    private String whole(String text) {
        return """
                {"pace": {"name": "x", "judged": true}, "partial": false, "page": "%s"}
                """.formatted(text);
    }

    private int publish(Path gateway) {
        return publish(gateway, folder.resolve("none"));
    }

    /** With these runs, and none of any other program's. */
    private int publish(Path gateway, Path wait) {
        String none = folder.resolve("none").toString();
        return LabProgram.run(
                new PublishMain(),
                "--page=" + page,
                "--bench=" + none,
                "--keyed=" + none,
                "--wait=" + wait,
                "--gateway=" + gateway);
    }

    @Test
    void theTablesComeIntoThePageAndTheFiguresBesideIt() throws IOException {
        Files.writeString(run, whole("new"));
        assertThat(publish(run)).isZero();
        assertThat(page).content().contains("new").doesNotContain("old");
        assertThat(folder.resolve("benchmarks/gateway.json")).hasSameTextualContentAs(run);
    }

    @Test
    void figuresThatWerePublishedAreThereToBePublishedAgain() throws IOException {
        Files.writeString(run, whole("new"));
        publish(run);
        assertThat(publish(folder.resolve("benchmarks/gateway.json"))).isZero();
        assertThat(folder.resolve("benchmarks/gateway.json")).hasSameTextualContentAs(run);
    }

    @Test
    void aRunThatIsRefusedChangesNothingAtAll() throws IOException {
        Files.writeString(run, whole("new"));
        Path partial = Files.writeString(folder.resolve("partial.json"), "{}");
        assertThat(publish(run, partial)).isNotZero();
        assertThat(page).content().contains("old").doesNotContain("new");
        assertThat(folder.resolve("benchmarks")).doesNotExist();
    }

    @Test
    void withoutAnyRunNothingIsWritten() {
        assertThat(publish(run)).isEqualTo(2);
        assertThat(page).content().contains("old");
    }
}
