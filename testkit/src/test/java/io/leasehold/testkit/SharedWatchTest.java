package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.HolderSnapshot;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.spi.SharedHandlePool;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a shared pool sees of those who forget: terms, and handles that become garbage. */
class SharedWatchTest {

    private static final UnaryOperator<SharedPoolBuilder<String, ScriptedSharedResource>> WATCHING =
            settings -> settings.abandonedAfter(Duration.ofSeconds(30)).grace(Duration.ZERO);

    private final SharedStage stage = new SharedStage();

    @AfterEach
    void close() throws Exception {
        stage.close();
        assertThat(stage.factory.violations()).isEmpty();
    }

    @Test
    void anAbandonedHandleIsReportedOnceAndKeepsItsShare() {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(WATCHING);
        stage.acquire(pool, "a");
        awaitTold("abandoned a");
        stage.runner.pass(Duration.ofMinutes(5));
        assertThat(stage.told).filteredOn(line -> line.equals("abandoned a")).hasSize(1);
        assertThat(pool.snapshot().shares()).isOne();
        assertThat(pool.snapshot().resources().get(0).abandoned()).isOne();
        assertThat(stage.factory.openNow()).isOne();
        pool.close();
        stage.runner.runAll();
        assertThat(stage.factory.openNow()).isZero();
    }

    @Test
    void anAbandonedHandleIsTakenBackWhereThatWasAskedFor() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> WATCHING.apply(settings).reclaimAbandoned(true));
        stage.acquire(pool, "a");
        awaitTold("revoked a ABANDONED");
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
    }

    @Test
    void aHandleThatGaveItsResourceOutIsNeverTakenBack() {
        SharedHandlePool<String, ScriptedSharedResource, ScriptedShareHandle> pool =
                stage.handlePool(settings -> WATCHING.apply(settings).reclaimAbandoned(true));
        stage.acquire(pool, "a").giveOut();
        stage.acquire(pool, "b");
        awaitTold("abandoned a");
        awaitTold("revoked b ABANDONED");
        assertThat(pool.snapshot().shares()).isOne();
        assertThat(stage.told).doesNotContain("revoked a ABANDONED");
    }

    @Test
    void aHandleThatIsStillHeldIsNeverTakenForAbandoned() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> WATCHING.apply(settings).reclaimAbandoned(true));
        Share<ScriptedSharedResource> held = stage.acquire(pool, "a");
        for (int i = 0; i < 3; i++) {
            System.gc();
            stage.runner.pass(Duration.ofMinutes(1));
        }
        held.resource().use();
        held.close();
        stage.runner.settle();
        assertThat(stage.factory.openNow()).isZero();
        assertThat(stage.told).noneMatch(line -> line.startsWith("abandoned"));
    }

    private void awaitTold(String line) {
        Stage.await("told: " + line, () -> {
            System.gc();
            stage.runner.pass(Duration.ofSeconds(31));
            return stage.told.contains(line);
        });
    }

    @Test
    void aShareThatIsHeldTooLongIsReportedOnceWithItsHolder() {
        SharedPool<String, ScriptedSharedResource> pool =
                stage.pool(settings -> settings.shareReportAfter(Duration.ofSeconds(10)));
        Share<ScriptedSharedResource> share = stage.acquire(pool, "a");
        stage.runner.pass(Duration.ofSeconds(60));
        assertThat(stage.told).filteredOn(line -> line.equals("overdue a")).hasSize(1);
        SharedPoolEvent event = stage.events.stream()
                .filter(one -> one.holder() != null)
                .findFirst()
                .orElseThrow();
        HolderSnapshot holder = event.holder();
        assertThat(holder.thread()).isEqualTo(Thread.currentThread().getName());
        assertThat(holder.site()).anyMatch(frame -> frame.getClassName().contains("SharedWatchTest"));
        assertThat(pool.snapshot().resources().get(0).holders().get(0).overdue())
                .isTrue();
        share.close();
    }

    @Test
    void aListenerThatThrowsCostsNothing() {
        costsNothing(new Throwing(AssertionError::new));
    }

    @Test
    void aListenerWhoseErrorCannotBeLoggedCostsNothing() {
        costsNothing(new Throwing(Stage::unloggable));
    }

    private void costsNothing(SharedPoolListener listener) {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings.listener(listener));
        stage.acquire(pool, "a").close();
        assertThat(pool.snapshot().inGrace()).isOne();
        stage.runner.pass(SharedStage.GRACE.plusSeconds(9));
        assertThat(pool.snapshot().taken()).isZero();
    }

    private static final class Throwing implements SharedPoolListener {

        private final Supplier<AssertionError> errors;

        Throwing(Supplier<AssertionError> errors) {
            this.errors = errors;
        }

        @Override
        public void opened(SharedPoolEvent event) {
            throw errors.get();
        }

        @Override
        public void acquired(SharedPoolEvent event) {
            throw errors.get();
        }

        @Override
        public void returned(SharedPoolEvent event) {
            throw errors.get();
        }

        @Override
        public void retired(SharedPoolEvent event) {
            throw errors.get();
        }
    }

    @Test
    void eventsAreToldInTheirWords() throws Exception {
        SharedPool<String, ScriptedSharedResource> pool = stage.pool(settings -> settings);
        stage.finish(stage.waiter(pool, "a")).close();
        stage.runner.pass(SharedStage.GRACE.plusSeconds(9));
        assertThat(stage.told)
                .containsExactlyInAnyOrder(
                        "opened a", "waited a", "acquired a", "returned a", "retired a IDLE", "closed a IDLE");
    }
}
