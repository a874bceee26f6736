package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.Databases;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.junit.jupiter.api.Test;

/** What is told of handles that lead nowhere. */
class HandlesTest {

    private static TSessionHandle session(byte[] id, byte[] secret) {
        return new TSessionHandle(new THandleIdentifier(ByteBuffer.wrap(id), ByteBuffer.wrap(secret)));
    }

    private static TOperationHandle operation(byte[] id, byte[] secret) {
        return new TOperationHandle(
                new THandleIdentifier(ByteBuffer.wrap(id), ByteBuffer.wrap(secret)),
                TOperationType.EXECUTE_STATEMENT,
                true);
    }

    private static TStatus info(Client client, TSessionHandle handle) throws Exception {
        return client.calls.GetInfo(new TGetInfoReq(handle, TGetInfoType.CLI_DBMS_NAME))
                .getStatus();
    }

    @Test
    void unknownWrongAndForeignSessionsAreToldInTheSameWords() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            byte[] id = ann.session.getSessionId().getGuid();
            byte[] secret = ann.session.getSessionId().getSecret();
            List<TStatus> all = List.of(
                    info(ann, session(new byte[16], secret)),
                    info(ann, session(id, new byte[16])),
                    info(ann, session(id, new byte[0])),
                    info(ann, session(new byte[3], secret)),
                    info(ann, new TSessionHandle()),
                    info(ann, null),
                    info(bob, ann.session));
            assertThat(all).allSatisfy(status -> {
                assertThat(status).isEqualTo(all.get(0));
                assertThat(status.getStatusCode()).isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
                assertThat(status.getErrorMessage()).contains("Invalid SessionHandle");
            });
            Client.good(info(ann, ann.session));
        }
    }

    @Test
    void unknownWrongAndForeignOperationsAreToldInTheSameWords() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            Client bob = stage.client("bob");
            TOperationHandle own = ann.start("SELECT 1");
            byte[] id = own.getOperationId().getGuid();
            byte[] secret = own.getOperationId().getSecret();
            List<TStatus> all = List.of(
                    ann.status(operation(new byte[16], secret)).getStatus(),
                    ann.status(operation(id, new byte[16])).getStatus(),
                    ann.status(operation(new byte[0], new byte[0])).getStatus(),
                    ann.status(new TOperationHandle()).getStatus(),
                    ann.calls.GetOperationStatus(new TGetOperationStatusReq()).getStatus(),
                    bob.status(own).getStatus());
            assertThat(all).allSatisfy(status -> {
                assertThat(status).isEqualTo(all.get(0));
                assertThat(status.getErrorMessage()).contains("Invalid OperationHandle");
            });
            ann.close(own);
            assertThat(ann.status(own).getStatus()).as("closed").isEqualTo(all.get(0));
            assertThat(ann.calls.CloseOperation(new TCloseOperationReq(own)).getStatus())
                    .isEqualTo(all.get(0));
        }
    }

    @Test
    void aSessionThatHasEndedTellsItsOwnerAloneWhyByItsOwnHandleAndByThoseOfItsOperations() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            TOperationHandle operation = ann.start("SELECT 1");
            ann.settled(operation);
            stage.core
                    .view()
                    .endSession(stage.core.view().sessions().sessions().get(0).id(), "the test");
            assertThat(info(ann, ann.session).getErrorMessage())
                    .contains("Invalid SessionHandle")
                    .contains("the server's operator ended it");
            stage.await(
                    "its operations are gone",
                    () -> stage.core.view().operations().isEmpty());
            TStatus ended = ann.calls.FetchResults(new TFetchResultsReq(operation, TFetchOrientation.FETCH_NEXT, 1))
                    .getStatus();
            assertThat(ended.getErrorMessage()).contains("the server's operator ended it");
            byte[] id = ann.session.getSessionId().getGuid();
            assertThat(info(ann, session(id, new byte[16])).getErrorMessage()).doesNotContain("operator");
            Client bob = stage.client("bob");
            assertThat(info(bob, ann.session).getErrorMessage()).doesNotContain("operator");
            assertThat(bob.status(operation).getStatus().getErrorMessage()).doesNotContain("operator");
        }
    }

    @Test
    void aSessionWhoseClientIsGoneEndsWithItsOperations() throws Exception {
        try (Stage stage = Stage.on(Databases.postgres()).build()) {
            Client ann = stage.client("ann");
            ann.start("SELECT pg_sleep(600)");
            stage.await("it runs", () -> stage.isRunning("pg_sleep(600)"));
            ann.caller.hangUp();
            stage.await("it is gone", () -> !stage.isRunning("pg_sleep(600)"));
            stage.await("all is back", () -> stage.leased() == 0);
            assertThat(stage.core.view().sessions().sessions()).isEmpty();
            stage.await(
                    "its operations are gone",
                    () -> stage.core.view().operations().isEmpty());
        }
    }

    @Test
    void aSessionIsUsedOverAnotherConnectionByWhoHasItsSecretAndItsUser() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            Client later = ann.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            ann.caller.hangUp();
            assertThat(info(later, ann.session).getStatusCode()).isEqualTo(TStatusCode.INVALID_HANDLE_STATUS);
            Client second = stage.client("ann");
            Client both = second.over(FakeCaller.of(stage.core.registry(), "ann"), stage.core);
            assertThat(both.value("SELECT 1")).isEqualTo("1");
            second.caller.hangUp();
            assertThat(both.value("SELECT 2"))
                    .as("it hangs on the other connection")
                    .isEqualTo("2");
            assertThat(stage.core.view().sessions().sessions()).hasSize(1);
        }
    }

    @Test
    void whoIsAskedForNoLoginNeedsTheSecretAlone() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client someone = new Client(stage.core, FakeCaller.unknown(stage.core.registry()));
            someone.open(Map.of());
            Client.good(someone.opened.getStatus());
            assertThat(someone.value("SELECT 3")).isEqualTo("3");
            assertThat(stage.core.view().sessions().sessions().get(0).principal())
                    .isEqualTo("anonymous");
        }
    }
}
