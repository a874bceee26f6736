package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.RetireReason;
import io.leasehold.spi.UnfitException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A check may find the other side alive and the resource in no state to be lent. */
class UnfitTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatACheckFindsUnfitIsDestroyedForThatAndNotForItsIdleness() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(3).aliveBypass(Duration.ofMillis(500)));
        stage.fill(pool, 3);
        stage.ticker.advance(Duration.ofSeconds(3));
        stage.factory.checks().fail(new UnfitException("3 bytes arrived that nobody asked for"));
        try (LogLines log = new LogLines()) {
            stage.acquire(pool).close();
            stage.runner.runAll();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN")
                            .contains("is destroyed", "3 bytes arrived that nobody asked for"))
                    .noneSatisfy(line -> assertThat(line).containsAnyOf("idleness", "idle connections"));
        }
        assertThat(pool.snapshot().advice()).isNull();
        assertThat(stage.listener.events("retired"))
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo(RetireReason.DEAD));
        assertThat(stage.factory.checks().calls())
                .as("its siblings are not suspected")
                .isEqualTo(2);
    }
}
