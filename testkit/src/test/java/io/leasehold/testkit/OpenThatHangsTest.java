package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Pool;
import io.leasehold.PoolEvent;
import io.leasehold.PoolGroup;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolEvent;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An open that hangs is told as lost, by the class of the factory that the pool was given: there is no resource to call it by. */
class OpenThatHangsTest {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    private static void isLost(@Nullable Throwable cause, String where, Class<?> factory) {
        assertThat(cause)
                .isInstanceOf(TimeoutException.class)
                .hasMessage("an open hangs " + where + "(" + factory.getName() + ") and is given up after 3.0 s");
    }

    private static void isLost(RecordingListener listener, Class<?> factory) {
        assertThat(listener.events("lost")).hasSize(1);
        PoolEvent event = listener.events("lost").get(0);
        assertThat(event.resource()).isZero();
        assertThat(event.duration()).isEqualTo(LIMIT);
        isLost(event.cause(), "in the driver ", factory);
    }

    /** The next task hangs until it is given up. */
    private static void outlast(Script opens, StepRunner runner, ManualTicker ticker) {
        runner.startNext();
        opens.awaitHanging(1);
        ticker.advance(LIMIT.plusSeconds(1));
        runner.settle();
    }

    @Test
    void ofAPool() throws Exception {
        try (Stage stage = new Stage()) {
            Pool<ScriptedResource> pool =
                    stage.pool(settings -> settings.maximumSize(1).openTimeout(LIMIT));
            stage.factory.opens().hangDeaf();
            assertThat(pool.tryAcquire()).isEmpty();
            outlast(stage.factory.opens(), stage.runner, stage.ticker);
            isLost(stage.listener, ScriptedFactory.class);
        }
    }

    @Test
    void ofAGroup() throws Exception {
        try (GroupStage stage = new GroupStage()) {
            PoolGroup<String, ScriptedResource> group = stage.group(settings -> settings.openTimeout(LIMIT));
            stage.factory.all().opens().hangDeaf();
            assertThat(group.tryAcquire("a")).isEmpty();
            outlast(stage.factory.all().opens(), stage.runner, stage.ticker);
            isLost(stage.listener, ScriptedGroupFactory.class);
        }
    }

    @Test
    void ofASharedPool() throws Exception {
        try (SharedStage stage = new SharedStage()) {
            SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.openTimeout(LIMIT));
            stage.factory.opens().hangDeaf();
            stage.waiter(pool, "a");
            outlast(stage.factory.opens(), stage.runner, stage.ticker);
            Stage.await("it was told", () -> {
                stage.runner.settle();
                return stage.told.contains("lost a: TimeoutException");
            });
            SharedPoolEvent event = stage.events.stream()
                    .filter(each -> each.cause() instanceof TimeoutException)
                    .filter(each -> String.valueOf(each.cause().getMessage()).startsWith("an open"))
                    .findFirst()
                    .orElseThrow();
            isLost(event.cause(), "", ScriptedSharedFactory.class);
        }
    }
}
