package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.InvalidConfigException;
import io.leasehold.drills.BadInputException;
import io.leasehold.gateway.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void aDatabaseThatDoesNotAnswerIsTheUsersToMend() {
        options.backend = "jdbc:postgresql://127.0.0.1:1/shop?password=hunter2";
        options.noAuth = true;
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessageNotContaining("hunter2");
        options.backend = "jdbc:postgresql://127.0.0.1:1/shop";
        options.port = 0;
        options.httpPort = 0;
        options.consolePort = 0;
        assertThatThrownBy(() -> new GatewayOfOptions().start(options))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("backend");
    }
}
