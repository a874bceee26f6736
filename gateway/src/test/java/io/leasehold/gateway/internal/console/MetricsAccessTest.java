package io.leasehold.gateway.internal.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Metrics are for this machine, and for whoever has the token; probes want neither. */
class MetricsAccessTest {

    private static final FakeAsked METRICS = FakeAsked.get("/metrics");

    private static int status(MetricsAccess access, Asked asked) {
        return access.answer(asked).status();
    }

    @Test
    void whoAsksFromThisMachineNeedsNoToken() {
        Answer answer = new MetricsAccess(() -> "the metrics", Optional.empty()).answer(METRICS);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type()).isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.body()).isEqualTo("the metrics");
    }

    @Test
    void fromElsewhereTheTokenOfTheFileIsWanted(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "first\n");
        MetricsAccess access = new MetricsAccess(() -> "the metrics", Optional.of(file));
        assertThat(status(access, METRICS.fromElsewhere("Bearer first"))).isEqualTo(200);
        assertThat(status(access, METRICS.fromElsewhere("bearer first"))).isEqualTo(200);
        for (String wrong :
                new String[] {"", "Bearer", "Bearer ", "Bearer firs", "Bearer first2", "Basic first", "first"}) {
            assertThat(status(access, METRICS.fromElsewhere(wrong))).as(wrong).isEqualTo(401);
        }
        Files.writeString(file, "second\n");
        assertThat(status(access, METRICS.fromElsewhere("Bearer second"))).isEqualTo(200);
        assertThat(status(access, METRICS.fromElsewhere("Bearer first"))).isEqualTo(401);
    }

    @Test
    void withoutAFileOrWithAnEmptyOneNobodyElseIsLetIn(@TempDir Path folder) throws IOException {
        Path empty = Files.writeString(folder.resolve("token"), "\n");
        for (Optional<Path> file :
                List.of(Optional.<Path>empty(), Optional.of(empty), Optional.of(folder.resolve("missing")))) {
            assertThat(status(new MetricsAccess(() -> "", file), METRICS.fromElsewhere("Bearer ")))
                    .isEqualTo(401);
        }
    }

    @Test
    void probesAreAnsweredWithoutALogin() throws IOException {
        try (ConsoleStage stage = new ConsoleStage(new FakeGateway())) {
            assertThat(stage.get("/health").status()).isEqualTo(200);
            assertThat(stage.get("/ready").status()).isEqualTo(200);
            stage.gateway.ready = false;
            assertThat(stage.get("/ready").status()).isEqualTo(503);
            assertThat(stage.get("/health").status()).isEqualTo(200);
            assertThat(stage.get("/metrics").body()).contains("leasehold_pool_acquires_total");
        }
    }
}
