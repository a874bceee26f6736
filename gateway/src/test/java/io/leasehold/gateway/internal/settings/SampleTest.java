package io.leasehold.gateway.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.BackendConfig;
import io.leasehold.gateway.GatewayConfig;
import io.leasehold.gateway.TlsConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample of a file of settings says what is so where nothing is said, and what else could be. */
class SampleTest {

    /** A setting that is commented out: unlike a comment it has no space, or two and more, behind its sign. */
    private static final Pattern COMMENTED = Pattern.compile("(?m)^( *)#(?=[^ #\\n]|  )");

    @TempDir
    private Path folder;

    static String sample() {
        try (InputStream in = GatewayConfig.class.getResourceAsStream("gateway.yml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theSampleIsWhatIsUsual() throws IOException {
        GatewayConfig read = SettingsFile.read(Files.writeString(folder.resolve("gateway.yml"), sample()));
        assertThat(read).isEqualTo(GatewayConfig.defaults());
    }

    @Test
    void everySettingIsInTheSample() {
        for (Class<? extends Record> type : Tree.records(GatewayConfig.class)) {
            for (RecordComponent setting : Tree.settings(type)) {
                String name = setting.getName();
                boolean key = setting.getDeclaringRecord() == BackendConfig.class && name.equals("name");
                assertThat(key
                                || Pattern.compile("(?m)^[ #-]*" + name + ":")
                                        .matcher(sample())
                                        .find())
                        .as("%s of %s", name, type)
                        .isTrue();
            }
        }
    }

    @Test
    void whatIsCommentedOutIsAllowedAndIsUsualWhereItSaysSo() {
        FilesForTests files = new FilesForTests(folder);
        files.write("sales.secret", "x", FilesForTests.OWNER);
        files.write("server.secret", "x", FilesForTests.OWNER);
        String all = COMMENTED
                .matcher(sample())
                .replaceAll("$1")
                .replace("authentication: none", "authentication: password");
        GatewayConfig config = files.read(all);
        assertThat(config.backends()).hasSize(1);
        assertThat(config.backends().get(0).users()).hasSize(1);
        assertThat(config.binary().tls().flatMap(TlsConfig::key)).isPresent();
        assertThat(config.http().tls().map(TlsConfig::password)).isPresent();
        assertThat(config.console().metricsToken()).isPresent();
        assertThat(config.console().runtimeFolder()).isPresent();
        assertThat(config.logins().proxies()).hasSize(1);
    }
}
