package io.leasehold.guards;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/settings.md says what the code does; {@code .ci/update-settings} writes it. */
class SettingsPageTest {
    private static final Path PAGE = Project.ROOT.resolve("docs/settings.md");

    @Test
    void thePageIsWhatTheCodeSays() throws Exception {
        String wanted = SettingsPage.text();
        if (System.getProperty("updateSettings") != null) {
            Files.writeString(PAGE, wanted);
        }
        assertThat(PAGE).as("run .ci/update-settings").hasContent(wanted);
    }

    @Test
    void noSettingIsWithoutItsMeaning() throws Exception {
        assertThat(SettingsPage.text().lines().filter(line -> line.startsWith("| `")))
                .hasSizeGreaterThan(60)
                .noneMatch(line -> line.contains("null") || line.matches(".*\\| *\\|.*"));
    }
}
