package io.leasehold.lab.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedPageTest {
    @TempDir
    private Path folder;

    private Path report(boolean judged, boolean partial) throws IOException {
        return Files.writeString(folder.resolve("report.json"), """
                {"pace": {"name": "x", "judged": %s}, "partial": %s, "rates": [], "page": "as it is"}
                """.formatted(judged, partial));
    }

    @Test
    void aWholeRunThatIsJudgedIsShownAsItSays() throws IOException {
        assertThat(PreparedPage.of(report(true, false))).isEqualTo("as it is");
    }

    @Test
    void noOtherIs() throws IOException {
        Path smoke = report(false, false);
        assertThatThrownBy(() -> PreparedPage.of(smoke)).hasMessageContaining("run it whole");
        Path partial = report(true, true);
        assertThatThrownBy(() -> PreparedPage.of(partial)).hasMessageContaining("run it whole");
    }
}
