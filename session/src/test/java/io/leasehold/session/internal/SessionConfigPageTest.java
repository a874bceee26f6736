package io.leasehold.session.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.InvalidConfigException;
import io.leasehold.session.SessionConfig;
import io.leasehold.session.SessionRegistry;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The last part of docs/config.md says what the code does. {@code .ci/update-config} rewrites it. */
class SessionConfigPageTest {

    private static final Path PAGE = Path.of("..", "docs", "config.md");
    private static final String BEGIN = "\n## Sessions\n";

    @Test
    void thePageIsWhatTheCodeSays() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        String before = begin < 0 ? page : page.substring(0, begin);
        String wanted = before + part();
        if (Boolean.getBoolean("updateConfig")) {
            Files.writeString(PAGE, wanted);
            page = wanted;
        }
        assertThat(page).as("run .ci/update-config").isEqualTo(wanted);
    }

    @Test
    void everySettingIsThere() {
        assertThat(Arrays.stream(SessionConfig.class.getRecordComponents()).map(RecordComponent::getName))
                .containsExactlyElementsOf(Stream.concat(
                                Stream.of("name"),
                                Arrays.stream(Setting.values()).map(Setting::key))
                        .toList());
    }

    private static String part() throws ReflectiveOperationException {
        StringBuilder part = new StringBuilder(BEGIN)
                .append("\nOf a [`SessionRegistry`](sessions.md), set by its builder.\n\n")
                .append("| setting | default | allowed | meaning |\n|---|---|---|---|\n");
        SessionConfig defaults = SessionRegistry.named("defaults").config();
        for (Setting setting : Setting.values()) {
            Object value = SessionConfig.class.getMethod(setting.key()).invoke(defaults);
            part.append("| `%s` | %s | %s | %s |\n"
                    .formatted(setting.key(), text(value), setting.range(), setting.meaning()));
        }
        return part.toString();
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return duration.isZero() ? "off" : InvalidConfigException.words(duration);
        }
        return value.equals(0) ? "unlimited" : value.toString();
    }
}
