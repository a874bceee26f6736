package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolSnapshot;
import io.leasehold.spi.TaskRunner;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How a group stops: what it waits for, what it answers, and what becomes of who stops it as well. */
class PoolGroupDrainTest {

    /** Who drains as well waits for so long, in real time, beyond its own. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(1);

    private final GroupStage stage = new GroupStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.all().violations()).isEmpty();
    }

    /** As the stage's runner, but who waits for work to be done may wait. */
    private final class Busy implements TaskRunner {

        /** Is done before an upkeep's registration ends, as it does where a drain is all but over. */
        volatile Runnable beforeEnd = () -> {};

        @Override
        public void execute(Runnable task) {
            stage.runner.execute(task);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            Registration registered = stage.runner.register(upkeep);
            return new Registration() {
                @Override
                public void wake() {
                    registered.wake();
                }

                @Override
                public void close() {
                    beforeEnd.run();
                    registered.close();
                }
            };
        }
    }

    private PoolGroup<String, ScriptedResource> group(TaskRunner runner) {
        return stage.group(settings -> settings.closeTimeout(CLOSE_TIMEOUT).runner(runner));
    }

    /** Starts a drain, and waits until it waits. */
    private Doing<Boolean> draining(PoolGroup<String, ScriptedResource> group, Duration timeout) {
        Doing<Boolean> drain = Stage.start(() -> group.drain(timeout));
        stage.ticker.awaitParked(1);
        return drain;
    }

    /** Starts what waits for another's drain, in real time, and waits until it does or is done. */
    private static <T> Doing<T> waiting(Callable<T> call) {
        Doing<T> doing = Stage.start(call);
        awaitWaitingOrDone(doing);
        return doing;
    }

    private static void awaitWaitingOrDone(Doing<?> doing) {
        Stage.await(
                "it waits, or is done", () -> doing.isDone() || doing.thread.getState() == Thread.State.TIMED_WAITING);
    }

    @Test
    void whereAllComesBackInTimeThatIsSaid() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> a = stage.acquire(group, "a");
        Lease<ScriptedResource> b = stage.acquire(group, "b");
        Doing<Boolean> drain = draining(group, Duration.ofSeconds(5));
        a.close();
        b.close();
        assertThat(stage.finish(drain)).isTrue();
        assertThat(group.snapshot().state()).isEqualTo(PoolSnapshot.State.CLOSED);
    }

    @Test
    void whoAsksForANewEndpointMeanwhileHearsThatTheGroupIsDraining() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> lease = stage.acquire(group, "a");
        Doing<Boolean> drain = draining(group, Duration.ofSeconds(5));
        assertThatThrownBy(() -> group.acquire("new"))
                .isInstanceOf(PoolClosedException.class)
                .hasMessageContaining("group 'stage' is draining");
        lease.close();
        assertThat(stage.finish(drain)).isTrue();
    }

    @Test
    void whatIsRevokedIsCutOff() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        ScriptedResource resource = stage.acquire(group, "a").resource();
        stage.fill(group, "b");
        assertThat(group.drain(Duration.ZERO)).isFalse();
        stage.runner.settle();
        assertThat(resource.isClosed()).isTrue();
        assertThat(stage.factory.of("a").aborts().calls()).isOne();
        assertThat(stage.factory.of("b").aborts().calls()).isZero();
    }

    @Test
    void aNegativeTimeIsRefusedAndStopsNothing() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        assertThatThrownBy(() -> group.drain(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be 0 or more");
        stage.acquire(group, "a").close();
    }

    @Test
    void itWaitsForWhatIsBeingClosed() throws Exception {
        PoolGroup<String, ScriptedResource> group = group(new Busy());
        stage.fill(group, "a", "b");
        Doing<Boolean> close = draining(group, Duration.ZERO);
        assertThat(stage.factory.all().openNow()).isEqualTo(2);
        stage.runner.runAll();
        assertThat(close.get()).isTrue();
        assertThat(stage.factory.all().openNow()).isZero();
    }

    @Test
    void itWaitsForClosesThatHangForTwiceTheirTimeAndNoLonger() throws Exception {
        PoolGroup<String, ScriptedResource> group = group(new Busy());
        stage.fill(group, "a", "b");
        Doing<Boolean> close = draining(group, Duration.ZERO);
        stage.ticker.advance(CLOSE_TIMEOUT.multipliedBy(2).minusNanos(1));
        assertThat(stage.ticker.parked()).isOne();
        stage.ticker.advance(Duration.ofNanos(1));
        assertThat(close.get()).as("all leases had come back").isTrue();
    }

    @Test
    void whoDrainsAsWellWaitsForTheFirstAndHearsTheSame() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> lease = stage.acquire(group, "a");
        Doing<Boolean> first = draining(group, Duration.ofHours(1));
        Doing<PoolSnapshot.State> second = waiting(() -> {
            assertThat(group.drain(Duration.ofHours(2))).isTrue();
            return group.snapshot().state();
        });
        lease.close();
        assertThat(stage.finish(first)).isTrue();
        assertThat(second.get()).isEqualTo(PoolSnapshot.State.CLOSED);
    }

    @Test
    void whoDrainsAsWellAndHasLessTimeBringsTheEndForward() throws Exception {
        PoolGroup<String, ScriptedResource> group = group(stage.runner);
        Lease<ScriptedResource> lease = stage.acquire(group, "a");
        Doing<Boolean> first = draining(group, Duration.ofHours(1));
        assertThat(group.drain(Duration.ZERO)).as("it was revoked").isFalse();
        assertThat(first.get()).isFalse();
        lease.close();
    }

    @Test
    void whoDrainsAsWellWithoutTimeWaitsUntilAllIsClosed() throws Exception {
        Busy runner = new Busy();
        PoolGroup<String, ScriptedResource> group = group(runner);
        stage.acquire(group, "a").close();
        Doing<Boolean> first = draining(group, Duration.ZERO);
        Doing<PoolSnapshot.State> second = Stage.start(() -> {
            group.drain(Duration.ZERO);
            return group.snapshot().state();
        });
        runner.beforeEnd = () -> awaitWaitingOrDone(second);
        stage.runner.runAll();
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isEqualTo(PoolSnapshot.State.CLOSED);
    }

    @Test
    void whoDrainsAsWellWaitsForACloseThatHangsAndTheAbortBehindItAndHearsTheSame() throws Exception {
        Duration closeTimeout = Duration.ofSeconds(2);
        PoolGroup<String, ScriptedResource> group =
                stage.group(settings -> settings.closeTimeout(closeTimeout).runner(new Busy()));
        stage.fill(group, "a");
        Doing<Boolean> first = draining(group, Duration.ZERO);
        Doing<Boolean> second = waiting(() -> group.drain(Duration.ZERO));
        // for longer than a close may take, by the second one's clock
        second.thread.join(closeTimeout.plusMillis(200).toMillis());
        assertThat(second.isDone()).isFalse();
        stage.ticker.advance(closeTimeout.multipliedBy(2));
        assertThat(first.get()).isTrue();
        assertThat(second.get()).isTrue();
    }

    @Test
    void whoIsInterruptedWhileItWaitsForAnothersDrainWaitsNoMoreAndKeepsItsFlag() throws Exception {
        PoolGroup<String, ScriptedResource> group = stage.group(10);
        Lease<ScriptedResource> lease = stage.acquire(group, "a");
        Doing<Boolean> first = draining(group, Duration.ofHours(1));
        Doing<Boolean> second = waiting(() -> {
            assertThat(group.drain(Duration.ofHours(2)))
                    .as("it has not seen the end")
                    .isFalse();
            return Thread.currentThread().isInterrupted();
        });
        second.thread.interrupt();
        assertThat(second.get()).isTrue();
        assertThat(first.isDone()).isFalse();
        lease.close();
        assertThat(stage.finish(first)).isTrue();
    }
}
