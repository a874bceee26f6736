package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log has of a resource that does not leave as it should. */
class ClosesThatFailTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void aCloseThatFailsIsToldToWhoLooksForIt() {
        Pool<ScriptedResource> pool = stage.pool(1);
        stage.factory.closes().fail(new IOException("reset by peer"));
        try (LogLines log = new LogLines()) {
            stage.acquire(pool).retire(new IOException("torn"));
            stage.runner.settle();
            assertThat(log.lines())
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("DEBUG stage: a close failed")
                            .contains("reset by peer"));
        }
        assertThat(pool.snapshot().total()).isZero();
    }

    @Test
    void anAbortThatFailsIsWarnedOfAndItsResourceClosedInstead() {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.maximumSize(1).leaseTerm(Duration.ofMinutes(1)));
        stage.factory.aborts().fail(new IOException("not now"));
        try (LogLines log = new LogLines()) {
            Lease<ScriptedResource> lease = stage.acquire(pool);
            stage.runner.pass(Duration.ofMinutes(2));
            assertThat(log.lines())
                    .as("%s", lease)
                    .anySatisfy(line -> assertThat(line)
                            .startsWith("WARN stage: aborting #1 did not close it")
                            .contains("not now"));
        }
        assertThat(stage.factory.opened()).singleElement().matches(ScriptedResource::isClosed);
    }
}
