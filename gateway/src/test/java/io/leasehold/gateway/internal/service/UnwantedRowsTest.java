package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.session.HoldKind;
import io.leasehold.session.OnDisconnect;
import io.leasehold.testbed.Databases;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.junit.jupiter.api.Test;

/** Rows that nobody wants any more, in a transaction of a database where nothing else can run before all of them are read. */
class UnwantedRowsTest {

    private static final String ENDLESS = "SELECT a.seq FROM seq_1_to_1000000 a, seq_1_to_1000000 b";

    private static Stage.Plan plan() {
        return Stage.on(Databases.mariadb()).smallBuffers().stepped();
    }

    /** Begins a transaction, and reads in it until there is no more room. */
    private static TOperationHandle read(Stage stage, Client client, String query) throws Exception {
        client.run("BEGIN");
        TOperationHandle large = client.start(query);
        client.settled(large);
        stage.ticker.awaitParked(1);
        return large;
    }

    private static void awaitNothingLeft(Stage stage) {
        stage.await("nothing is leased", () -> {
            stage.pass(Duration.ofMillis(100));
            return stage.leased() == 0;
        });
        stage.await("it runs no more", () -> !stage.isRunning("seq_1_to_1000000"));
    }

    @Test
    void aClientThatIsGoneLeavesNeitherItsStatementNorItsLease() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            read(stage, ann, ENDLESS);
            ann.caller.hangUp();
            awaitNothingLeft(stage);
        }
    }

    /** Of the five seconds for which a transaction is worth the wait nothing is left then. */
    @Test
    void norDoesOneThatClosedThemBefore() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            TOperationHandle large = read(stage, ann, ENDLESS);
            ann.close(large);
            stage.await(
                    "the rest is being read",
                    () -> stage.core.registry().snapshot().sessions().stream()
                            .flatMap(session -> session.holdings().stream())
                            .noneMatch(held -> held.what().equals(HoldKind.CURSOR.name())));
            ann.caller.hangUp();
            // No more than four of the five seconds, and long enough for a thread that is about to read.
            for (int i = 0; i < 400; i++) {
                stage.pass(Duration.ofMillis(10));
                LockSupport.parkNanos(1_000_000);
            }
            stage.await("nothing is leased", () -> stage.leased() == 0);
            awaitNothingLeft(stage);
        }
    }

    @Test
    void withAGraceItsTransactionIsGivenBackAllTheSame() throws Exception {
        try (Stage stage = plan().sessions(all -> all.onDisconnect(OnDisconnect.endAfter(Duration.ofMinutes(5))))
                .build()) {
            Client ann = stage.client("ann");
            read(stage, ann, ENDLESS);
            ann.caller.hangUp();
            awaitNothingLeft(stage);
        }
    }

    @Test
    void aCancelDoesNotWaitForThem() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            ann.cancel(read(stage, ann, ENDLESS));
            TOperationHandle behind = ann.start("ROLLBACK");
            awaitNothingLeft(stage);
            assertThat(ann.settled(behind).getErrorMessage())
                    .contains("transaction")
                    .contains("is lost");
        }
    }

    @Test
    void whoClosesThemLosesTheTransactionIfTheyTakeLongerThanFiveSeconds() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            TOperationHandle large = read(stage, ann, ENDLESS);
            long closed = stage.ticker.nanos();
            ann.close(large);
            TOperationHandle behind = ann.start("ROLLBACK");
            stage.await("it is over", () -> {
                stage.pass(Duration.ofMillis(100));
                return stage.core.view().pins().isEmpty();
            });
            assertThat(stage.ticker.nanos() - closed)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5).toNanos());
            assertThat(ann.settled(behind).getErrorMessage())
                    .contains("transaction")
                    .contains("is lost");
            awaitNothingLeft(stage);
        }
    }

    @Test
    void whoClosesAFewKeepsTheTransaction() throws Exception {
        try (Stage stage = plan().build()) {
            Client ann = stage.client("ann");
            TOperationHandle large = read(stage, ann, "SELECT seq FROM seq_1_to_20000");
            ann.close(large);
            assertThat(ann.settled(ann.start("COMMIT")).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            stage.await("nothing is leased", () -> stage.leased() == 0);
        }
    }
}
