package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.session.OnDisconnect;
import io.leasehold.session.SessionConfig;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/gateway-settings.md say what the code does. {@code .ci/update-settings} rewrites them. */
class GatewaySettingsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "gateway-settings.md");
    private static final String BEGIN = "\n## All settings\n";
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final Map<String, String> TITLES = Map.of(
            "GatewayConfig", "The file",
            "BackendConfig", "backends.NAME",
            "CredentialsConfig", "backends.NAME.users.NAME",
            "TlsConfig", "tls",
            "ProxyRule", "logins.proxies");

    @TempDir
    private Path folder;

    @Test
    void thePageIsWhatTheCodeSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN);
        String wanted = (begin < 0 ? page : page.substring(0, begin)) + tables();
        if (System.getProperty("updateSettings") != null) {
            Files.writeString(PAGE, wanted);
            page = wanted;
        }
        assertThat(page).as("run .ci/update-settings").isEqualTo(wanted);
    }

    @Test
    void theExamplesOfThePageAreAllowed() throws IOException {
        FilesForTests files = new FilesForTests(folder);
        files.write("sales.secret", "x", FilesForTests.OWNER);
        List<String> examples = YAML.matcher(Files.readString(PAGE))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(examples)
                .isNotEmpty()
                .allSatisfy(example -> assertThat(files.read(example)).isNotNull());
    }

    private static String tables() {
        StringBuilder tables = new StringBuilder(BEGIN)
                .append("\n<!-- Written from the code by .ci/update-settings; do not edit below. -->\n");
        for (Class<? extends Record> type : Tree.records(GatewayConfig.class)) {
            Javadoc source = new Javadoc(type);
            tables.append("\n### ")
                    .append(title(type))
                    .append("\n\n")
                    .append(
                            type == SessionConfig.class
                                    ? "When sessions end, and how many there may be."
                                    : source.about())
                    .append("\n\n| setting | default | meaning, and what is allowed |\n|---|---|---|\n");
            for (RecordComponent setting : Tree.settings(type)) {
                String meaning = source.of(setting.getName());
                tables.append("| `%s` | %s | %s |\n"
                        .formatted(
                                isKey(setting) ? "NAME" : setting.getName(),
                                usual(setting),
                                Character.toUpperCase(meaning.charAt(0)) + meaning.substring(1)));
            }
        }
        return tables.toString();
    }

    /** Whether it stands before the colon and not behind one. */
    private static boolean isKey(RecordComponent setting) {
        return setting.getDeclaringRecord() == BackendConfig.class
                && setting.getName().equals("name");
    }

    /** As the file has it. */
    private static String title(Class<?> type) {
        String name = type.getSimpleName();
        String key = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return type == SessionConfig.class ? "sessions" : TITLES.getOrDefault(name, key.replace("Config", ""));
    }

    private static String usual(RecordComponent setting) {
        Usual usual = setting.getAnnotation(Usual.class);
        if (usual != null) {
            return usual.value().isEmpty() ? "none" : "`" + usual.value() + "`";
        }
        if (Tree.record(setting.getGenericType()).isPresent()
                && setting.getType().isRecord()) {
            return "see below";
        }
        return Records.usual(setting).map(GatewaySettingsPageTest::shown).orElse("must be given");
    }

    private static String shown(Object value) {
        boolean nothing = value instanceof Optional
                || value instanceof Collection<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value.toString().equals("none");
        return nothing ? "none" : "`" + (value instanceof OnDisconnect ? value : Amounts.words(value)) + "`";
    }

    /** What the page quotes of the sample must be in it. */
    @Test
    void theSampleIsNamedWhereItIs() throws IOException {
        Matcher named =
                Pattern.compile("gateway/src/main/resources/\\S+?\\.yml").matcher(Files.readString(PAGE));
        assertThat(named.results()).isNotEmpty().allMatch(found -> Files.exists(Path.of("..", found.group())));
    }
}
