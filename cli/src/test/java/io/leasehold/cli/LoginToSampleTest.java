package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.gateway.PasswordFiles;
import java.io.StringReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sql} where clients must log in, with nothing in the environment. */
class LoginToSampleTest {

    @Test
    void withoutAPasswordTheRefusalSaysHowToGiveOne(@TempDir Path folder) throws Exception {
        ServeOptions options = new ServeOptions();
        options.port = 0;
        options.httpPort = 0;
        options.consolePort = 0;
        options.passwordFile = folder.resolve("users");
        PasswordFiles.set(options.passwordFile, "ann", new StringReader("sesame"));
        try (RunningGateway gateway = new GatewayOfOptions().start(options)) {
            assertThat(gateway.places().get(0).remark()).contains("sql -n NAME -p -u '");
            for (RunningGateway.Place place : gateway.places().subList(0, 2)) {
                Run run = Run.of("sql", "-n", "ann", "-u", place.url(), "select 1");
                assertThat(run.err())
                        .contains("refused the login of 'ann'", "No password was given", "LEASEHOLD_PASSWORD");
                assertThat(run.status()).isEqualTo(2);
            }
        }
    }
}
