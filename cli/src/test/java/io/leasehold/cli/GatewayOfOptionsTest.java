package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.BadInputException;
import io.leasehold.gateway.GatewayConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayOfOptionsTest {

    private final ServeOptions options = new ServeOptions();

    @Test
    void aPortMayBeTheUsualOneOfAnotherListener() throws Exception {
        options.port = ServeOptions.HTTP_PORT;
        options.httpPort = ServeOptions.CONSOLE_PORT;
        options.consolePort = ServeOptions.PORT;
        GatewayConfig config = GatewayOfOptions.config(options);
        assertThat(config.binary().port()).isEqualTo(10_001);
        assertThat(config.http().port()).isEqualTo(10_002);
        assertThat(config.console().port()).isEqualTo(10_000);
    }

    @Test
    void aPasswordFileAsksEveryClientToLogIn(@TempDir Path folder) throws Exception {
        options.passwordFile = folder.resolve("passwords");
        GatewayConfig config = GatewayOfOptions.config(options);
        assertThat(config.binary().authentication()).isEqualTo("password");
        assertThat(config.http().authentication()).isEqualTo("password");
    }

    @Test
    void aDatabaseIsServedToNobodyWhoDoesNotLogInUnlessThatIsSaid() throws Exception {
        options.backend = "jdbc:postgresql://127.0.0.1:1/shop";
        options.user = "gateway";
        assertThatThrownBy(() -> GatewayOfOptions.config(options))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("anybody could use the backend");
        options.noAuth = true;
        assertThat(GatewayOfOptions.config(options).backends()).hasSize(1);
    }

    @Test
    void whatDoesNotStartIsTheUsersToMend(@TempDir Path folder) throws IOException {
        options.config = Files.writeString(folder.resolve("gateway.yaml"), "bnary: {port: 1}\ndrain: {grace: 5}\n");
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("bnary", "grace");
        options.config = folder.resolve("none.yaml");
        assertThatThrownBy(() -> new GatewayOfOptions().start(options)).isInstanceOf(BadInputException.class);
    }

    @Test
    void whatASettingRefusesIsSaidOfTheOption() {
        options.consolePort = 6000;
        assertThatThrownBy(() -> GatewayOfOptions.config(options))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--console-port 6000: must be a port that browsers connect to, such as 10001.");
    }

    @Test
    void aDatabaseWithoutADriverAsksForItsJar() {
        options.backend = "jdbc:oracle:thin:@//db/x";
        options.user = "gateway";
        options.noAuth = true;
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("--driver-jar FILE")
                .hasMessageNotContaining("oracle");
        options.driverJars = List.of(Path.of("none.jar"));
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessage("--driver-jar none.jar: there is no such file: correct the path.");
    }

    @Test
    void aDriverOfAnotherJarServesItsDatabase(@TempDir Path folder) throws Exception {
        Path jar = folder.resolve("paper.jar");
        String name = PaperDriver.class.getName();
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream code = PaperDriver.class.getResourceAsStream("PaperDriver.class")) {
            out.putNextEntry(new JarEntry(name.replace('.', '/') + ".class"));
            code.transferTo(out);
            out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            out.write(name.getBytes(StandardCharsets.US_ASCII));
        }
        options.backend = "jdbc:paper:x";
        options.user = "gateway";
        options.noAuth = true;
        options.port = 0;
        options.httpPort = 0;
        options.consolePort = 0;
        options.driverJars = List.of(jar);
        try (RunningGateway gateway = new GatewayOfOptions().start(options)) {
            assertThat(gateway.pools()).singleElement().asString().contains("cannot be reached yet, jdbc:paper:x");
        }
    }

    @Test
    void aDatabaseThatIsAwayIsServedOnceItIsBack() throws Exception {
        options.backend = "jdbc:postgresql://127.0.0.1:1/shop?password=hunter2";
        options.user = "gateway";
        options.noAuth = true;
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessageNotContaining("hunter2");
        options.backend = "jdbc:postgresql://127.0.0.1:1/shop";
        options.port = 0;
        options.httpPort = 0;
        options.consolePort = 0;
        try (RunningGateway gateway = new GatewayOfOptions().start(options)) {
            assertThat(gateway.pools()).singleElement().asString().startsWith("backend backend: cannot be reached yet");
            Run run = Run.of("sql", "-u", gateway.places().get(0).url(), "select 1");
            assertThat(run.err())
                    .contains("backend backend cannot be reached at the moment")
                    .doesNotContain("127.0.0.1");
            assertThat(run.status()).isEqualTo(2);
            assertThat(gateway.abandon()).isEqualTo("0 sessions and 0 connections in use");
        }
    }
}
