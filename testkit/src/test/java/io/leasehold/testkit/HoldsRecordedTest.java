package io.leasehold.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.Lease;
import io.leasehold.Pool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a lease ends, the flight recorder has it once, from its acquire to its end. */
class HoldsRecordedTest {

    private final Stage stage = new Stage();

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    @Test
    void whatIsReturnedRetiredOrRevokedWasHeldOnce() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("leasehold.Hold").withoutThreshold();
            recording.start();
            Pool<ScriptedResource> pool =
                    stage.pool(settings -> settings.name("held").maximumSize(1));
            stage.acquire(pool).close();
            pool.acquire().retire(new IOException("torn"));
            stage.runner.settle();
            Lease<ScriptedResource> ordered = stage.acquire(pool);
            pool.retireAll();
            ordered.close();
            stage.runner.settle();
            Lease<ScriptedResource> revoked = stage.acquire(pool);
            pool.close();
            revoked.close();
            recording.stop();
            Path file = folder.resolve("holds.jfr");
            recording.dump(file);
            List<RecordedEvent> events = RecordingFile.readAllEvents(file);
            assertThat(events)
                    .filteredOn(event -> event.getEventType().getName().equals("leasehold.Hold"))
                    .filteredOn(hold -> hold.getString("pool").equals("held"))
                    .allMatch(hold -> hold.getDuration().toNanos() > 0)
                    .extracting(hold -> hold.getLong("resource"))
                    .containsExactlyInAnyOrder(1L, 1L, 2L, 3L);
        }
    }
}
