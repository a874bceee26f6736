package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a resource is checked before it is lent depends on how long it has been idle, and on nothing else. */
class AliveBypassTest {

    private final Stage stage = new Stage();
    private final Pool<ScriptedResource> pool =
            stage.pool(settings -> settings.maximumSize(1).aliveBypass(Duration.ofMillis(500)));

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatWasIdleForAShortTimeIsLentUnchecked() {
        stage.fill(pool, 1);
        stage.ticker.advance(Duration.ofMillis(499));
        stage.acquire(pool).close();
        assertThat(stage.factory.checks().calls()).isZero();
    }

    @Test
    void whatWasIdleForLongerIsCheckedFirst() {
        stage.fill(pool, 1);
        stage.ticker.advance(Duration.ofMillis(600));
        stage.acquire(pool).close();
        assertThat(stage.factory.checks().calls()).isOne();
    }

    @Test
    void whatTheCheckFindsDeadIsReplacedUnseenByItsCaller() {
        stage.fill(pool, 1);
        stage.factory.killAll();
        stage.ticker.advance(Duration.ofSeconds(1));
        try (Lease<ScriptedResource> lease = stage.acquire(pool)) {
            assertThat(lease.resource().id()).isEqualTo(2);
        }
    }
}
