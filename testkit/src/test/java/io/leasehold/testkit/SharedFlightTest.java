package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolFullException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flight recorder is told of a shared pool to which nobody listens, from when a recording is begun. */
class SharedFlightTest {

    private final SharedStage stage = new SharedStage();

    @TempDir
    private Path folder;

    private int dumps;

    /** Its own: what others leave behind them in this JVM may still record. */
    private final String poolName = "flown-" + UUID.randomUUID();

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private SharedPool<String, ScriptedSharedResource> unheard(
            UnaryOperator<SharedPoolBuilder<String, ScriptedSharedResource>> change) {
        return change.apply(stage.settings().name(poolName).maximumResources(1))
                .ticker(stage.ticker)
                .runner(stage.runner)
                .build();
    }

    private static Recording recording() {
        Recording recording = new Recording();
        for (String name : List.of("Acquire", "Hold", "Open", "Retire", "Timeout")) {
            recording.enable("leasehold." + name).withoutThreshold();
        }
        recording.start();
        return recording;
    }

    /** The events of this name so far, in the order in which they began. */
    private List<RecordedEvent> recorded(Recording recording, String name) throws IOException {
        Path file = folder.resolve("dump" + dumps++ + ".jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals("leasehold." + name))
                .filter(event -> event.getString("pool").equals(poolName))
                .sorted(Comparator.comparing(RecordedEvent::getStartTime))
                .toList();
    }

    @Test
    void itTellsOfWaitsHoldsOpensRetirementsAndTimeOuts() throws Exception {
        try (SharedPool<String, ScriptedSharedResource> pool = unheard(settings -> settings);
                Recording recording = recording()) {
            stage.runner.pass(Duration.ofMinutes(1));
            stage.factory.opens().fail(new IOException("down"));
            assertThatThrownBy(() -> stage.acquire(pool, "a")).isInstanceOf(CannotOpenException.class);
            Doing<Share<ScriptedSharedResource>> waiter = stage.waiter(pool, "a");
            stage.ticker.advance(Duration.ofMillis(5));
            Share<ScriptedSharedResource> share = stage.finish(waiter);
            assertThatThrownBy(() -> pool.acquire("b", Duration.ZERO)).isInstanceOf(PoolFullException.class);
            Doing<Object> inVain = Stage.start(() -> pool.acquire("b", Duration.ofSeconds(1)));
            stage.ticker.awaitParked(1);
            stage.ticker.advance(Duration.ofSeconds(1));
            assertThat(inVain.failure()).isInstanceOf(PoolFullException.class);
            pool.retire("a", Retirement.KEEP_HOLDERS, new IOException("moved"));
            share.close();
            recording.stop();
            List<RecordedEvent> opens = recorded(recording, "Open");
            assertThat(opens).hasSize(2);
            assertThat(opens.get(0).getString("failure")).isEqualTo("java.io.IOException: down");
            assertThat(opens.get(0).getLong("resource")).isZero();
            assertThat(opens.get(1).getString("failure")).isEmpty();
            assertThat(opens.get(1).getLong("resource")).isOne();
            assertThat(opens.get(1).getDuration("took")).isEqualTo(Duration.ofMillis(5));
            assertThat(recorded(recording, "Acquire")).singleElement().satisfies(acquire -> {
                assertThat(acquire.getLong("resource")).isOne();
                assertThat(acquire.getDuration()).isPositive();
            });
            assertThat(recorded(recording, "Hold")).singleElement().satisfies(hold -> {
                assertThat(hold.getLong("resource")).isOne();
                assertThat(hold.getString("holder")).isEqualTo("actor");
                assertThat(hold.getDuration()).isPositive();
            });
            assertThat(recorded(recording, "Retire")).singleElement().satisfies(retire -> {
                assertThat(retire.getLong("resource")).isOne();
                assertThat(retire.getString("reason")).isEqualTo("RETIRED");
            });
            assertThat(recorded(recording, "Timeout"))
                    .extracting(timeout -> timeout.getString("outcome"))
                    .containsExactly("CannotOpenException", "PoolFullException", "PoolFullException");
            assertThat(recorded(recording, "Timeout").get(2).getDuration("waited"))
                    .isEqualTo(Duration.ofSeconds(1));
        }
    }

    @Test
    void anAcquireThatWaitedIsRecordedWhereOnlyLongOnesAre() throws Exception {
        try (SharedPool<String, ScriptedSharedResource> pool = unheard(settings -> settings);
                Recording recording = new Recording()) {
            recording.enable("leasehold.Acquire").withThreshold(Duration.ofNanos(1));
            recording.start();
            stage.finish(stage.waiter(pool, "a")).close();
            recording.stop();
            assertThat(recorded(recording, "Acquire"))
                    .singleElement()
                    .satisfies(
                            acquire -> assertThat(acquire.getLong("resource")).isOne());
        }
    }

    @Test
    void itTellsOfTheHoldOfWhatWasRevokedAndOfWhatWasTakenBack() throws Exception {
        try (Recording recording = recording();
                SharedPool<String, ScriptedSharedResource> pool = unheard(settings -> settings.maximumResources(2)
                        .abandonedAfter(Duration.ofSeconds(30))
                        .reclaimAbandoned(true))) {
            stage.acquire(pool, "revoked");
            pool.retire("revoked", Retirement.revokeAfter(Duration.ZERO), new IOException("moved"));
            assertThat(recorded(recording, "Hold")).hasSize(1);
            stage.acquire(pool, "abandoned");
            Stage.await("it is taken back", () -> {
                System.gc();
                stage.runner.pass(Duration.ofSeconds(31));
                return pool.snapshot().shares() == 0;
            });
            recording.stop();
            assertThat(recorded(recording, "Hold")).hasSize(2);
        }
    }
}
