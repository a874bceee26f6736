package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.gateway.internal.backend.GateLimits;
import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.gateway.internal.view.LeaseView;
import io.leasehold.testbed.Await;
import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.Test;

/** What is refused, what a drain waits for, and what operators see and do. */
class LimitsAndDrainTest {

    private static final String LONG = "SELECT pg_sleep(600)";

    @Test
    void tooManyStatementsThatWaitAreRefusedInTheStatusAndLeaveNothing() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.maximumPoolSize(1))
                .operations(one -> one.limits(new GateLimits(100, 100, 3)))
                .build()) {
            Client ann = stage.client("ann");
            for (int i = 0; i < 4; i++) {
                ann.start(LONG);
            }
            TExecuteStatementResp refused = ann.send(LONG, true, 0);
            assertThat(refused.getStatus().getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
            assertThat(refused.getStatus().getSqlState()).isEqualTo("08004");
            assertThat(stage.core.view().operations()).hasSize(4);
        }
    }

    @Test
    void aSessionHasAThousandOperationsOpenAndNoMore() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            TOperationHandle first = ann.start("SET a=1");
            for (int i = 1; i < 1_000; i++) {
                ann.start("SET a=1");
            }
            for (String sql : List.of("SET a=1", "SELECT 1")) {
                assertThat(ann.send(sql, true, 0).getStatus().getSqlState()).isEqualTo("08004");
            }
            assertThat(stage.core.view().operations()).hasSize(1_000);
            ann.close(first);
            ann.run("SELECT 1");
        }
    }

    @Test
    void aStatementThatWaitsInVainIsToldWhoHasTheConnections() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres())
                .backend(one -> one.maximumPoolSize(1))
                .stepped()
                .build()) {
            Client bob = stage.client("bob");
            bob.start(LONG);
            stage.await("it runs", () -> stage.isRunning(LONG));
            Client ann = stage.client("ann");
            TOperationHandle waiting = ann.start("SELECT 1");
            stage.pass(Duration.ofMinutes(6));
            TGetOperationStatusResp status = ann.settled(waiting);
            assertThat(status.getOperationState()).isEqualTo(TOperationState.ERROR_STATE);
            assertThat(status.getSqlState()).isEqualTo("HYT00");
            assertThat(status.getErrorMessage()).contains("1 of 1 are in use").contains("bob");
            bob.closeSession();
        }
    }

    @Test
    void aDrainLetsFinishWhatRunsAndRefusesTheRest() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            bob.run("BEGIN");
            TOperationHandle running = ann.start("SELECT pg_sleep(5), 5");
            stage.await("it runs", () -> stage.isRunning("SELECT pg_sleep(5), 5"));
            FutureTask<Boolean> drain = new FutureTask<>(() -> stage.core.drain(Duration.ofSeconds(30)));
            new Thread(drain, "drain").start();
            stage.await("it drains", () -> !stage.core.view().ready());
            Client late = new Client(stage.core, FakeCaller.of(stage.core.registry(), "carl"));
            assertThat(late.open(Map.of()).getStatus().getSqlState()).isEqualTo("08004");
            assertThat(ann.send("SELECT 1", true, 0).getStatus().getSqlState()).isEqualTo("08004");
            assertThat(bob.value("SELECT 2")).as("within a transaction").isEqualTo("2");
            assertThat(ann.settled(running).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            assertThat(ann.rows(running)).hasSize(1);
            ann.close(running);
            assertThat(drain.isDone()).isFalse();
            bob.run("COMMIT");
            assertThat(drain.get(60, TimeUnit.SECONDS))
                    .as("all ended by themselves")
                    .isTrue();
        }
    }

    @Test
    void aDrainWaitsUntilAClientKnowsHowItsStatementEnded() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            TOperationHandle done = ann.start("DROP TABLE IF EXISTS never_there");
            stage.await(
                    "it has ended",
                    () -> stage.core.view().operations().get(0).state().equals("FINISHED"));
            FutureTask<Boolean> drain = new FutureTask<>(() -> stage.core.drain(Duration.ofSeconds(30)));
            new Thread(drain, "drain").start();
            stage.await("it drains", () -> !stage.core.view().ready());
            assertThat(ann.status(done).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
            ann.close(done);
            assertThat(drain.get(60, TimeUnit.SECONDS))
                    .as("all ended by themselves")
                    .isTrue();
        }
    }

    @Test
    void atItsDeadlineADrainCutsWhatIsLeft() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            ann.start(LONG);
            stage.await("it runs", () -> stage.isRunning(LONG));
            assertThat(stage.core.drain(Duration.ofMillis(200))).isFalse();
            stage.await("it has ended", () -> !stage.isRunning(LONG));
        }
    }

    @OnBackends
    void anOperatorSeesWhatRunsAndMayRevokeItsLease(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(database.sleepStatement(Duration.ofSeconds(600)));
            stage.await(
                    "it runs",
                    () -> !stage.asleep().isEmpty()
                            && stage.core.view().operations().get(0).state().equals("RUNNING"));
            assertThat(stage.core.view().operations()).singleElement().satisfies(operation -> {
                assertThat(operation.user()).isEqualTo("ann");
                assertThat(operation.verb()).isEqualTo("SELECT");
                assertThat(operation.sql()).as("not unless it is asked for").isEmpty();
                assertThat(operation.state()).isEqualTo("RUNNING");
                assertThat(operation.times()).containsKeys("QUEUED", "LEASING", "RUNNING");
            });
            LeaseView lease = stage.core.view().backends().get(0).leases().get(0);
            assertThat(lease.user()).isEqualTo("ann");
            assertThat(stage.core.view().revokeLease("db", lease.id(), "the test"))
                    .isTrue();
            TGetOperationStatusResp status = ann.settled(query);
            assertThat(status.getOperationState()).isEqualTo(TOperationState.ERROR_STATE);
            assertThat(status.getSqlState()).as("not of class 08").isEqualTo("HY000");
            stage.await("it has ended", () -> stage.asleep().isEmpty());
            stage.await("nothing is leased", () -> stage.leased() == 0);
            assertThat(stage.core.view().revokeLease("db", lease.id(), "the test"))
                    .isFalse();
            assertThat(ann.value("SELECT 1")).isEqualTo("1");
        }
    }

    @Test
    void aLeaseThatHasJustGoneBackIsNotRevoked() throws Exception {
        AtomicReference<GatewayView> view = new AtomicReference<>();
        List<Boolean> answers = new CopyOnWriteArrayList<>();
        PoolListener operator = new PoolListener() {
            @Override
            public void returned(PoolEvent event) {
                GatewayView seen = view.getAndSet(null);
                if (seen != null) {
                    LeaseView lease = seen.backends().get(0).leases().get(0);
                    answers.add(seen.revokeLease("db", lease.id(), "the test"));
                }
            }
        };
        try (Stage stage = Stage.on(Databases.h2()).pools(operator).build()) {
            Client ann = stage.client("ann");
            view.set(stage.core.view());
            ann.run("SELECT 1");
            stage.await("its lease has gone back", () -> !answers.isEmpty());
            assertThat(answers).containsExactly(false);
        }
    }

    @Test
    void anOperatorMayCancelAnOperation() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            TOperationHandle query = ann.start(LONG);
            stage.await("it runs", () -> stage.isRunning(LONG));
            String id = stage.core.view().operations().get(0).id();
            assertThat(stage.core.view().cancelOperation(id, "the test")).isTrue();
            assertThat(ann.settled(query).getErrorMessage()).contains("operator");
            assertThat(stage.core.view().cancelOperation(id, "the test")).isFalse();
        }
    }

    @OnBackends
    void allIsBackWhenItIsClosed(TestDatabase database) throws Exception {
        int before = database.countSessions();
        try (Stage stage = Stage.on(database).build()) {
            stage.client("ann").start(database.sleepStatement(Duration.ofSeconds(600)));
            stage.client("bob").run("BEGIN");
            stage.awaitSleep();
        }
        Await.until(() -> database.countSessions() <= before);
    }
}
