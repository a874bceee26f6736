package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** The straight path of a statement, as drivers take it. */
class StatementsTest {

    @OnBackends
    void aQueryIsAskedForUntilItIsDoneAndFetchedUntilItIsEmpty(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql("DROP TABLE IF EXISTS straight", "CREATE TABLE straight (id INT PRIMARY KEY, name VARCHAR(20))");
            Client ann = stage.client("ann");
            TGetOperationStatusResp inserted = ann.run("INSERT INTO straight VALUES (1, 'one'), (2, 'it\\'s two')");
            assertThat(inserted.getNumModifiedRows()).isEqualTo(2);
            assertThat(inserted.isHasResultSet()).isFalse();
            TOperationHandle query = ann.start("SELECT id, name FROM straight ORDER BY id");
            assertThat(query.isHasResultSet()).isTrue();
            assertThat(ann.settled(query).isHasResultSet()).isTrue();
            assertThat(ann.columns(query)).extracting(String::toLowerCase).containsExactly("id", "name");
            assertThat(ann.rows(query)).containsExactly(List.of(1, "one"), List.of(2, "it's two"));
            assertThat(ann.fetch(query, 10))
                    .as("after the end every fetch is empty")
                    .isEmpty();
            ann.close(query);
            ann.closeSession();
        }
    }

    @OnBackends
    void anEmptyResultIsTheEndAtOnce(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            assertThat(ann.rows("SELECT 1 FROM (SELECT 1 AS x) t WHERE 1 = 0")).isEmpty();
        }
    }

    @OnBackends
    void anErrorOfTheDatabaseIsAnAnswerWithItsState(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TGetOperationStatusResp failed = ann.failure("SELECT * FROM no_such_table_here");
            assertThat(failed.getSqlState()).hasSize(5).startsWith("42");
            assertThat(failed.getErrorMessage()).containsIgnoringCase("no_such_table_here");
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    @OnBackends
    void aStatementThatIsNotAsynchronousIsDoneWhenItsCallReturns(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TExecuteStatementResp good = ann.send("SELECT 1", false, 0);
            assertThat(ann.status(good.getOperationHandle()).getOperationState())
                    .isEqualTo(TOperationState.FINISHED_STATE);
            TExecuteStatementResp bad = ann.send("SELECT * FROM no_such_table_here", false, 0);
            assertThat(bad.getStatus().getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
            assertThat(bad.getOperationHandle()).isNull();
            assertThat(stage.core.view().operations())
                    .as("nothing is left of what failed")
                    .hasSize(1);
        }
    }

    @Test
    void whoIsToldOfEndsMayThrowAnythingAndTheStatementIsAnswered() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .ended(end -> {
                    throw new AssertionError("it cannot be counted");
                })
                .build()) {
            Client ann = stage.client("ann");
            FutureTask<TExecuteStatementResp> call =
                    new FutureTask<>(() -> ann.send("DROP TABLE IF EXISTS no_such_table_here", false, 0));
            Thread caller = new Thread(call, "caller");
            caller.setDaemon(true);
            caller.start();
            Client.good(call.get(60, TimeUnit.SECONDS).getStatus());
            stage.awaitNothingRuns();
        }
    }

    @OnBackends
    void aTextThatIsNoStatementIsRefusedAndRunsNothing(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            assertThat(ann.send("SELECT 1; SELECT 2", true, 0).getStatus().getSqlState())
                    .isEqualTo("42601");
            assertThat(ann.send("SELECT 'open", true, 0).getStatus().getSqlState())
                    .isEqualTo("42601");
            assertThat(ann.value("SELECT 1;")).isEqualTo("1");
        }
    }

    @OnBackends
    void theFirstRowsCanBeFetchedAgain(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start("SELECT 7");
            assertThat(ann.rows(query)).hasSize(1);
            TFetchResultsResp again = ann.fetch(query, TFetchOrientation.FETCH_FIRST, 10);
            Client.good(again.getStatus());
            assertThat(Client.rows(again.getResults())).hasSize(1);
            TFetchResultsResp backwards = ann.fetch(query, TFetchOrientation.FETCH_PRIOR, 10);
            assertThat(backwards.getStatus().getSqlState()).isEqualTo("HYC00");
        }
    }

    @OnBackends
    void linesAboutAnOperationCanBeFetchedAtAnyTime(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(database.sleepStatement(Duration.ofSeconds(30)));
            stage.awaitSleep();
            TFetchResultsReq lines = new TFetchResultsReq(query, TFetchOrientation.FETCH_NEXT, 100);
            lines.setFetchType((short) 1);
            List<String> told = new ArrayList<>();
            stage.await("it has taken a second", () -> told.addAll(lines(ann, lines)));
            assertThat(told).containsExactly("queued", "waits for its connection", "runs");
            assertThat(ann.calls.FetchResults(lines)
                            .getResults()
                            .getColumns()
                            .get(0)
                            .getStringVal()
                            .getValues())
                    .as("each line once")
                    .isEmpty();
            ann.cancel(query);
            assertThat(lines(ann, lines)).containsExactly("canceled (SQLSTATE HY008)");
        }
    }

    private static List<String> lines(Client client, TFetchResultsReq request) {
        try {
            return Client.rows(client.calls.FetchResults(request).getResults()).stream()
                    .map(row -> (String) row.get(0))
                    .toList();
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }

    @OnBackends
    void statesAreAskedForByLongPolls(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(database.sleepStatement(Duration.ofMillis(1500)));
            int before = ann.caller.waits;
            long began = System.nanoTime();
            assertThat(ann.settled(query).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
            assertThat(ann.caller.waits - before)
                    .as("100, 200, 400, 800 ms, and 1 s each for as long as it takes")
                    .isBetween(4, 5 + seconds);
        }
    }
}
