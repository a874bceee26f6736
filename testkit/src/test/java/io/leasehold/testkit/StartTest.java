package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.Pool;
import io.leasehold.PoolBuilder;
import io.leasehold.spi.TaskRunner;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** In real time: what a build waits for is what it is about. */
class StartTest {

    private final ScriptedFactory factory = new ScriptedFactory();

    private PoolBuilder<ScriptedResource> settings(Duration initializationFailTimeout) {
        return Pool.of(factory).name("start").initializationFailTimeout(initializationFailTimeout);
    }

    @Test
    void aPoolThatIsBuiltHasOpenedItsFirstResource() {
        try (Pool<ScriptedResource> pool = settings(Duration.ofMillis(1)).build()) {
            assertThat(pool.snapshot().total()).isOne();
        }
    }

    @Test
    void attemptsAreRepeatedUntilTheTimeIsOver() {
        factory.opens().fail(new IOException("down")).always();
        long before = System.nanoTime();
        assertThatThrownBy(() -> settings(Duration.ofMillis(400)).build())
                .isInstanceOf(CannotOpenException.class)
                .hasRootCauseMessage("down");
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(400_000_000L);
        assertThat(factory.opens().calls()).isBetween(2, 8);
    }

    @Test
    void aServerThatComesUpInTimeIsUsed() {
        factory.opens().fail(new IOException("starting")).fail(new IOException("starting"));
        try (Pool<ScriptedResource> pool = settings(Duration.ofSeconds(10)).build()) {
            assertThat(pool.acquire(Duration.ZERO).resource().id()).isOne();
        }
    }

    @Test
    void zeroTriesOnce() {
        factory.opens().fail(new IOException("down")).always();
        assertThatThrownBy(() -> settings(Duration.ZERO).build()).isInstanceOf(CannotOpenException.class);
        assertThat(factory.opens().calls()).isOne();
    }

    @Test
    void anAttemptThatHangsIsGivenUpAfterTheOpenTimeout() {
        factory.opens().hang().always();
        long before = System.nanoTime();
        assertThatThrownBy(() -> settings(Duration.ZERO)
                        .openTimeout(Duration.ofMillis(150))
                        .build())
                .isInstanceOf(CannotOpenException.class)
                .hasMessageContaining("gave no answer within 150 ms");
        assertThat(System.nanoTime() - before).isBetween(150_000_000L, 30_000_000_000L);
    }

    @Test
    void aStartThatHangsTriesNoMoreOftenThanMayBeLost() {
        factory.opens().hangDeaf().always();
        try {
            assertThatThrownBy(() -> settings(Duration.ofSeconds(1))
                            .maximumSize(1)
                            .openTimeout(Duration.ofMillis(100))
                            .build())
                    .isInstanceOf(CannotOpenException.class)
                    .hasMessageContaining("1 lost");
            assertThat(factory.opens().calls()).isOne();
        } finally {
            factory.opens().clear().release();
        }
    }

    @Test
    void anInterruptEndsAStartThatWaitsForItsOpenAndTheFlagStays() throws Exception {
        factory.opens().hang();
        Doing<Boolean> build = buildThatIsInterrupted();
        try {
            factory.opens().awaitHanging(1);
            build.thread.interrupt();
            assertThat(build.get()).isTrue();
        } finally {
            factory.opens().release();
        }
    }

    @Test
    void anInterruptEndsAStartThatTriesAgainAndTheFlagStays() throws Exception {
        factory.opens().fail(new IOException("down")).always();
        Doing<Boolean> build = buildThatIsInterrupted();
        Stage.await("it has tried again", () -> factory.opens().calls() > 1);
        build.thread.interrupt();
        assertThat(build.get()).isTrue();
    }

    /** Gives whether the flag of its thread is set when it is over. */
    private Doing<Boolean> buildThatIsInterrupted() {
        return Stage.start(() -> {
            assertThatThrownBy(() -> settings(Duration.ofHours(1)).build())
                    .isInstanceOf(AcquireInterruptedException.class);
            return Thread.currentThread().isInterrupted();
        });
    }

    @Test
    void aNegativeTimeDoesNotWait() {
        factory.opens().hang();
        try (Pool<ScriptedResource> pool =
                settings(Duration.ofMillis(-1)).minimumSize(1).build()) {
            factory.opens().awaitHanging(1);
            assertThat(pool.snapshot().opening()).isOne();
            factory.opens().release();
            assertThat(pool.acquire(Duration.ofSeconds(10)).resource().id()).isOne();
        }
    }

    @Test
    void aBuildThatFailsLeavesNothingOpenAndNoThread() {
        factory.opens().fail(new IOException("down")).always();
        assertThatThrownBy(() -> settings(Duration.ZERO).registerMbeans(true).build())
                .isInstanceOf(CannotOpenException.class);
        Stage.await(
                "its threads have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("leasehold-housekeeper")));
        assertThat(factory.openNow()).isZero();
    }

    @Test
    void upkeepThatRunsDuringTheStartOpensNothingBesideTheFirst() {
        try (Pool<ScriptedResource> pool = settings(Duration.ofSeconds(10))
                .minimumSize(1)
                .maximumSize(1)
                .runner(new Hasty())
                .build()) {
            assertThat(factory.openedCount()).isOne();
            assertThat(pool.snapshot().total()).isOne();
        }
    }

    /** Quicker than any: upkeep has run when it is registered, and a task is over when it was handed in. */
    private static final class Hasty implements TaskRunner {

        @Override
        public void execute(Runnable task) {
            Thread worker = new Thread(task, "hasty");
            worker.start();
            Stage.join(worker);
        }

        @Override
        public Registration register(Upkeep upkeep) {
            upkeep.run(System.nanoTime());
            return new Registration() {
                @Override
                public void wake() {}

                @Override
                public void close() {}
            };
        }
    }
}
