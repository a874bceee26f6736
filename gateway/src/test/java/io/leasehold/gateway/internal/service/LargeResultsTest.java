package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.junit.jupiter.api.Test;

/** When a result gives its connection back. */
class LargeResultsTest {

    private static final int ROWS = 20_000;

    static String rows(TestDatabase database, int count) {
        return switch (database.kind()) {
            case H2 -> "SELECT X FROM SYSTEM_RANGE(1, " + count + ")";
            case POSTGRESQL -> "SELECT x FROM generate_series(1, " + count + ") x";
            default -> "SELECT seq FROM seq_1_to_" + count;
        };
    }

    @OnBackends
    void aResultThatFitsHasGivenItsConnectionBackBeforeARowIsFetched(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            ann.settled(query);
            stage.await("its connection is back", () -> stage.leased() == 0);
            stage.await(
                    "and its turn is over",
                    () -> stage.core.view().backends().get(0).leases().isEmpty());
            assertThat(ann.rows(query)).hasSize(ROWS);
        }
    }

    /** Most clients close a result when they have its rows, and do not ask whether that was all. */
    @OnBackends
    void aResultThatIsClosedWhenItsRowsAreThereCostsNoConnection(TestDatabase database) throws Exception {
        List<PoolEvent> retired = new CopyOnWriteArrayList<>();
        PoolListener listener = new PoolListener() {
            @Override
            public void retired(PoolEvent event) {
                retired.add(event);
            }
        };
        // Where it is not read to its end within a moment its statement is cancelled; this one has all the time that it
        // needs.
        try (Stage stage = Stage.on(database).pools(listener).stepped().build()) {
            Client ann = stage.client("ann");
            ann.rows(rows(database, 1));
            retired.clear();
            for (int i = 0; i < 100; i++) {
                TOperationHandle query = ann.start(rows(database, 1));
                ann.settled(query);
                assertThat(ann.fetch(query, 10)).hasSize(1);
                ann.close(query);
            }
            stage.await("its connection is back", () -> stage.leased() == 0);
            assertThat(retired).isEmpty();
        }
    }

    @OnBackends
    void whatAQueryDidIsCommittedWithIt(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql("DROP TABLE IF EXISTS returning_rows", "CREATE TABLE returning_rows (id INT)");
            Client ann = stage.client("ann");
            String insert = database.kind() == DatabaseKind.H2
                    ? "SELECT id FROM FINAL TABLE (INSERT INTO returning_rows VALUES (1), (2))"
                    : "INSERT INTO returning_rows VALUES (1), (2) RETURNING id";
            assertThat(ann.rows(insert)).hasSize(2);
            assertThat(stage.client("bob").value("SELECT COUNT(*) FROM returning_rows"))
                    .isEqualTo("2");
        }
    }

    @OnBackends
    void aLargerResultKeepsItsConnectionUntilItIsFetched(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).smallBuffers().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            assertThat(ann.settled(query).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            stage.await(
                    "it is pinned",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            assertThat(stage.core.view().resultBytes()).isPositive();
            assertThat(ann.rows(query)).hasSize(ROWS);
            assertThat(stage.core.view().resultBytes()).isZero();
            stage.await("its connection is back", () -> stage.leased() == 0);
        }
    }

    /** Else the driver would have all of it in memory, which nothing bounds. */
    @Test
    void theRowsOfAPreparedStatementComeAsTheyAreRead() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).smallBuffers().build()) {
            Client ann = stage.client("ann");
            ann.run("PREPARE many AS SELECT x FROM generate_series(1, 20000) x");
            TOperationHandle query = ann.start("EXECUTE many");
            ann.settled(query);
            assertThat(stage.client("bob").value("SELECT state FROM pg_stat_activity WHERE query = 'EXECUTE many'"))
                    .isEqualTo("idle in transaction");
            assertThat(ann.rows(query)).hasSize(ROWS);
        }
    }

    @OnBackends
    void aResultThatIsClosedEarlyGivesItsConnectionBack(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).smallBuffers().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            ann.settled(query);
            assertThat(ann.fetch(query, 10)).hasSize(10);
            ann.close(query);
            stage.await("its connection is back", () -> stage.leased() == 0);
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    @OnBackends
    void aLargeResultThatNobodyFetchesIsGivenUpAfterAMinute(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).smallBuffers().stepped().build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            ann.settled(query);
            stage.await(
                    "it is pinned",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            stage.ticker.awaitParked(1);
            stage.pass(Duration.ofSeconds(59));
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(1);
            ann.fetch(query, 1);
            stage.pass(Duration.ofSeconds(59));
            assertThat(stage.core.view().backends().get(0).leases())
                    .as("a fetch begins it anew")
                    .hasSize(1);
            stage.pass(Duration.ofSeconds(2));
            stage.await("its connection is back", () -> stage.leased() == 0);
            stage.awaitNothingRuns();
            TGetOperationStatusResp status = ann.status(query);
            assertThat(status.getOperationState()).isEqualTo(TOperationState.ERROR_STATE);
            assertThat(status.getErrorMessage()).contains("60 s");
        }
    }

    /** A hundredth of the memory for results is one user's here, and each of these results takes two thirds of that. */
    @Test
    void whatOneUserDoesNotFetchHoldsUpNobodyElse() throws Exception {
        long share = Runtime.getRuntime().maxMemory() / 4 / 100;
        String query = "SELECT repeat('x', 10000) FROM generate_series(1, " + share * 2 / 3 / 10_000 + ")";
        try (Stage stage = Stage.on(Databases.postgres()).largeBuffers(1).build()) {
            Client ann = stage.client("ann");
            ann.settled(ann.start(query));
            stage.await("it is buffered", () -> stage.leased() == 0);
            ann.settled(ann.start(query));
            stage.await(
                    "the second one waits for room",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            Client bob = stage.client("bob");
            bob.settled(bob.start(query));
            stage.await(
                    "another's is buffered",
                    () -> stage.core.view().operations().stream()
                            .anyMatch(one ->
                                    one.user().equals("bob") && one.state().equals("FINISHED")));
            assertThat(stage.leased()).isEqualTo(1);
        }
    }

    @OnBackends
    void aResultThatWouldPinOneTooManyWaitsAndThenSaysWhoPins(TestDatabase database) throws Exception {
        int size = database.kind() == DatabaseKind.MARIADB ? 3 : 2;
        try (Stage stage = Stage.on(database)
                .smallBuffers()
                .backend(one -> one.maximumPoolSize(size))
                .build()) {
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            ann.settled(query);
            assertThat(stage.core.view().backends().get(0).leases()).hasSize(2);
            bob.run("ROLLBACK");
            stage.await(
                    "it is pinned",
                    () -> stage.core.view().backends().get(0).leases().stream()
                            .anyMatch(lease -> lease.what().startsWith("the result of operation")));
            assertThat(ann.rows(query)).hasSize(ROWS);
        }
    }

    @OnBackends
    void theFirstRowsOfALargeResultAreGoneAfterAThousand(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(rows(database, ROWS));
            ann.settled(query);
            for (int fetched = 0; fetched <= 1000; ) {
                fetched += ann.fetch(query, 500).size();
            }
            assertThat(ann.fetch(query, TFetchOrientation.FETCH_FIRST, 10)
                            .getStatus()
                            .getSqlState())
                    .isEqualTo("HYC00");
            assertThat(ann.fetch(query, 10)).hasSize(10);
        }
    }
}
