package io.leasehold.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTokenCommandTest {

    @Test
    void whereNoGatewayRunsThatIsSaid(@TempDir Path folder) {
        Run run = Run.of("console-token", "--folder", folder.toString());
        assertThat(run.err())
                .contains("no gateway with a console runs here as")
                .doesNotContain("?.")
                .doesNotContain("\tat ", "Exception");
        assertThat(run.out()).isEmpty();
        assertThat(run.status()).isEqualTo(2);
    }
}
