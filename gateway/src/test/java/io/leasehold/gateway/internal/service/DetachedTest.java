package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.Databases;
import java.time.Duration;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.junit.jupiter.api.Test;

/** What a session keeps without its client, and for how long. */
class DetachedTest {

    private static Stage.Plan plan() {
        return Stage.on(Databases.h2())
                .smallBuffers()
                .sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5))))
                .stepped();
    }

    @Test
    void aPinIsGivenUpTenSecondsAfterItsClientIsGoneAndItIsTold() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            ann.run("CREATE LOCAL TEMPORARY TABLE scratch (id INT)");
            ann.caller.hangUp();
            stage.pass(Duration.ofSeconds(9));
            assertThat(stage.core.view().pins()).hasSize(1);
            stage.pass(Duration.ofSeconds(2));
            stage.await("nothing is leased", () -> stage.leased() == 0);
            Client back = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(back.failure("SELECT 1").getErrorMessage())
                    .contains("pinned for")
                    .contains("given up");
            assertThat(back.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aLargeResultIsGivenUpTenSecondsAfterItsClientIsGone() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT X FROM SYSTEM_RANGE(1, 20000)");
            ann.settled(query);
            stage.await(
                    "it is pinned",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            stage.ticker.awaitParked(1);
            ann.caller.hangUp();
            stage.pass(Duration.ofSeconds(9));
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            stage.pass(Duration.ofSeconds(2));
            stage.await("nothing is leased", () -> stage.leased() == 0);
        }
    }

    @Test
    void aResultThatNobodyFetchesIsGoneAfterAnHour() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .sessions(all -> all.idleTimeout(Duration.ofHours(9)))
                .stepped()
                .build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT X FROM SYSTEM_RANGE(1, 3)");
            ann.settled(query);
            // Its first row is there before it is over, and its hour begins when it is.
            stage.awaitNothingRuns();
            stage.pass(Duration.ofMinutes(59));
            assertThat(ann.fetch(query, 1)).hasSize(1);
            stage.pass(Duration.ofMinutes(59));
            assertThat(ann.fetch(query, 1)).as("a fetch begins it anew").hasSize(1);
            stage.pass(Duration.ofMinutes(61));
            stage.await("it is gone", () -> stage.core.view().operations().isEmpty());
            assertThat(ann.status(query).getStatus().getErrorMessage()).contains("Invalid OperationHandle");
        }
    }
}
