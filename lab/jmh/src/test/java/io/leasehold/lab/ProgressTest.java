package io.leasehold.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void stepsThatRunSideBySideHaveANumberEach() {
        Progress progress = new Progress(out, "loops", false, 0);
        progress.expect(3);
        progress.begin("a");
        progress.begin("b");
        progress.done();
        progress.begin("c");
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .hasSize(3)
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("loops [1/3] time left unknown; a"),
                        line -> assertThat(line).isEqualTo("loops [2/3] time left unknown; b"),
                        line -> assertThat(line).matches("loops \\[3/3] about \\d+ (s|min) left; c"));
    }
}
