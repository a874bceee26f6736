package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderTest {

    private static final List<String> NAMES = List.of("Acquire", "Hold", "Open", "Check", "Retire", "Timeout");

    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    /** Its own: what others leave behind them in this JVM may still record. */
    private final String poolName = "recorded-" + UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private List<RecordedEvent> own(Path file) throws IOException {
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getString("pool").equals(poolName))
                .toList();
    }

    @Test
    void itTellsOfWaitsHoldsOpensChecksRetirementsAndTimeOuts() throws Exception {
        Pool<ScriptedResource> pool = stage.pool(settings -> settings.name(poolName)
                .maximumSize(1)
                .aliveBypass(Duration.ofMillis(500))
                .idleTimeout(Duration.ofMinutes(5)));
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            NAMES.forEach(name -> recording.enable("leasehold." + name).withoutThreshold());
            recording.start();
            stage.runner.pass(Duration.ofSeconds(1));
            stage.factory.opens().fail(new IOException("down"));
            Doing<Boolean> waiter = new Doing<>(
                    () -> {
                        try (Lease<ScriptedResource> lease = pool.acquire()) {
                            return lease.resource().id() == 1;
                        }
                    },
                    "recorded-waiter");
            stage.ticker.awaitParked(1);
            stage.runner.pass(Duration.ofSeconds(1));
            assertThat(waiter.get()).isTrue();
            stage.ticker.advance(Duration.ofSeconds(2));
            Lease<ScriptedResource> checked = stage.finish(Stage.start(pool::acquire));
            assertThatThrownBy(() -> pool.acquire(Duration.ZERO)).isInstanceOf(PoolFullException.class);
            checked.retire(new IOException("torn"));
            stage.runner.settle();
            stage.fill(pool, 1);
            stage.runner.pass(Duration.ofMinutes(6));
            recording.stop();
            Path file = folder.resolve("pool.jfr");
            recording.dump(file);
            events = own(file);
        }
        assertThat(only(events, "Open"))
                .anyMatch(open -> open.getString("failure").contains("down"));
        assertThat(only(events, "Open"))
                .anyMatch(open -> open.getString("failure").isEmpty() && open.getLong("resource") == 1);
        assertThat(only(events, "Acquire"))
                .isNotEmpty()
                .allMatch(acquire -> acquire.getDuration().toNanos() > 0);
        assertThat(only(events, "Hold"))
                .anyMatch(hold -> hold.getString("holder").equals("recorded-waiter") && hold.getLong("resource") == 1);
        assertThat(only(events, "Check")).anyMatch(check -> check.getBoolean("alive"));
        assertThat(only(events, "Retire"))
                .extracting(retire -> retire.getString("reason"))
                .containsExactly("BROKEN", "IDLE");
        assertThat(only(events, "Retire").get(1).getDuration("idle")).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(only(events, "Timeout"))
                .singleElement()
                .satisfies(timeout -> assertThat(timeout.getString("outcome")).isEqualTo("PoolFullException"));
    }

    @Test
    void anAcquireThatWaitedIsRecordedWhereOnlyLongOnesAre() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.name("long").maximumSize(1));
        try (Recording recording = new Recording()) {
            recording.enable("leasehold.Acquire").withThreshold(Duration.ofNanos(1));
            recording.start();
            Doing<Lease<ScriptedResource>> waiter = Stage.start(pool::acquire);
            stage.ticker.awaitParked(1);
            stage.finish(waiter).close();
            recording.stop();
            Path file = folder.resolve("long.jfr");
            recording.dump(file);
            assertThat(only(RecordingFile.readAllEvents(file), "Acquire"))
                    .singleElement()
                    .satisfies(acquire -> {
                        assertThat(acquire.getDuration()).isPositive();
                        assertThat(acquire.getLong("resource")).isOne();
                    });
        }
    }

    @Test
    void theHoldOfALeaseIsItsOwnWhereTheNextHasBegunBeforeItIsTold() throws Exception {
        Overtaking ticker = new Overtaking();
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.name("overtaken").maximumSize(1).ticker(ticker));
        try (Recording recording = new Recording()) {
            recording.enable("leasehold.Hold").withoutThreshold();
            recording.start();
            stage.fill(pool, 1);
            Doing<Void> first = new Doing<>(() -> returnWhileOneWaits(pool, ticker), "first");
            first.get();
            ticker.overtaker.get().close();
            recording.stop();
            Path file = folder.resolve("overtaken.jfr");
            recording.dump(file);
            assertThat(only(RecordingFile.readAllEvents(file), "Hold"))
                    .extracting(hold -> hold.getString("holder"))
                    .contains("first", "overtaker");
        }
    }

    @Test
    void aRecordingWithTheJdksSettingsHasAllButTheHolds() throws Exception {
        Pool<ScriptedResource> pool =
                stage.pool(settings -> settings.name("by default").maximumSize(1));
        try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
            recording.start();
            stage.fill(pool, 1);
            recording.stop();
            Path file = folder.resolve("default.jfr");
            recording.dump(file);
            List<RecordedEvent> all = RecordingFile.readAllEvents(file);
            assertThat(only(all, "Open"))
                    .filteredOn(open -> open.getString("pool").equals("by default"))
                    .hasSize(1);
            assertThat(only(all, "Hold")).isEmpty();
        }
    }

    @Test
    void itTellsOfSharesOnceForEachHolder() throws Exception {
        try (SharedStage shares = new SharedStage();
                Recording recording = new Recording()) {
            recording.enable("leasehold.Hold").withoutThreshold();
            recording.start();
            SharedPool<String, ScriptedSharedResource> pool =
                    shares.pool(settings -> settings.name(poolName).maximumResources(2));
            Share<ScriptedSharedResource> mine = shares.acquire(pool, "key");
            Share<ScriptedSharedResource> others = new Doing<>(() -> pool.acquire("key"), "recorded-sharer").get();
            others.close();
            others.close();
            pool.retire("key", Retirement.revokeAfter(Duration.ZERO), new IOException("revoked"));
            shares.runner.settle();
            mine.close();
            recording.stop();
            Path file = folder.resolve("shares.jfr");
            recording.dump(file);
            assertThat(only(own(file), "Hold"))
                    .hasSize(2)
                    .allMatch(hold -> hold.getLong("resource") == 1)
                    .extracting(hold -> hold.getString("holder"))
                    .containsExactlyInAnyOrder(
                            "recorded-sharer", Thread.currentThread().getName());
        }
    }

    private Void returnWhileOneWaits(Pool<ScriptedResource> pool, Overtaking ticker) {
        Lease<ScriptedResource> lease = pool.acquire();
        Stage.start(pool::acquire);
        stage.ticker.awaitParked(1);
        ticker.overtakes(pool);
        lease.close();
        return null;
    }

    /** Has another thread acquire as soon as the thread that reads the time has made a place idle. */
    private final class Overtaking implements Ticker {

        private Pool<ScriptedResource> pool;
        private Thread returner;
        private Doing<Lease<ScriptedResource>> overtaker;

        void overtakes(Pool<ScriptedResource> of) {
            pool = of;
            returner = Thread.currentThread();
        }

        @Override
        public long nanos() {
            if (Thread.currentThread() == returner) {
                returner = null;
                if (pool.snapshot().idle() == 1) {
                    overtaker = new Doing<>(() -> pool.acquire(Duration.ZERO), "overtaker");
                    Stage.await("it has the lease", overtaker::isDone);
                } else {
                    returner = Thread.currentThread();
                }
            }
            return stage.ticker.nanos();
        }

        @Override
        public long coarseNanos() {
            return stage.ticker.coarseNanos();
        }

        @Override
        public void park(Object blocker, long nanos) {
            stage.ticker.park(blocker, nanos);
        }
    }

    private static List<RecordedEvent> only(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("leasehold." + name))
                .toList();
    }
}
