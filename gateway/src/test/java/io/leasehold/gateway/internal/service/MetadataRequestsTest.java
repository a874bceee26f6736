package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.testbed.Databases;
import io.leasehold.testbed.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.*;
import org.junit.jupiter.api.Test;

/** The calls about metadata, each done when it returns. */
class MetadataRequestsTest {

    @OnBackends
    void eachIsDoneWhenItReturnsAndGivesItsConnectionBack(TestDatabase database) throws Exception {
        try (Stage stage = Stage.on(database).build()) {
            stage.sql(
                    "DROP TABLE IF EXISTS asked_for", "CREATE TABLE asked_for (id INT PRIMARY KEY, name VARCHAR(20))");
            Client ann = stage.client("ann");
            TGetTablesReq tables = new TGetTablesReq(ann.session);
            tables.setTableName("asked\\_for");
            List<List<Object>> found = rows(
                    ann,
                    ann.calls.GetTables(tables).getStatus(),
                    ann.calls.GetTables(tables).getOperationHandle());
            assertThat(found).hasSize(1);
            assertThat(found.get(0).get(2).toString().toLowerCase(Locale.ROOT)).isEqualTo("asked_for");
            TGetColumnsReq columns = new TGetColumnsReq(ann.session);
            columns.setTableName("asked_for");
            TGetColumnsResp columnsAnswer = ann.calls.GetColumns(columns);
            assertThat(rows(ann, columnsAnswer.getStatus(), columnsAnswer.getOperationHandle()))
                    .hasSize(2);
            TGetPrimaryKeysReq keys = new TGetPrimaryKeysReq(ann.session);
            keys.setTableName("asked_for");
            TGetPrimaryKeysResp keysAnswer = ann.calls.GetPrimaryKeys(keys);
            assertThat(rows(ann, keysAnswer.getStatus(), keysAnswer.getOperationHandle()))
                    .hasSize(1);
            TGetSchemasResp schemas = ann.calls.GetSchemas(new TGetSchemasReq(ann.session));
            assertThat(rows(ann, schemas.getStatus(), schemas.getOperationHandle()))
                    .isNotEmpty();
            TGetCatalogsResp catalogs = ann.calls.GetCatalogs(new TGetCatalogsReq(ann.session));
            assertThat(rows(ann, catalogs.getStatus(), catalogs.getOperationHandle()))
                    .isEmpty();
            TGetTypeInfoResp types = ann.calls.GetTypeInfo(new TGetTypeInfoReq(ann.session));
            assertThat(rows(ann, types.getStatus(), types.getOperationHandle())).isNotEmpty();
            TGetTableTypesResp kinds = ann.calls.GetTableTypes(new TGetTableTypesReq(ann.session));
            assertThat(rows(ann, kinds.getStatus(), kinds.getOperationHandle())).isNotEmpty();
            TGetFunctionsResp functions = ann.calls.GetFunctions(new TGetFunctionsReq(ann.session, "%"));
            rows(ann, functions.getStatus(), functions.getOperationHandle());
            TGetCrossReferenceReq reference = new TGetCrossReferenceReq(ann.session);
            reference.setParentTableName("asked_for");
            TGetCrossReferenceResp references = ann.calls.GetCrossReference(reference);
            assertThat(rows(ann, references.getStatus(), references.getOperationHandle()))
                    .isEmpty();
            stage.await("all is back", () -> stage.leased() == 0);
        }
    }

    @Test
    void oneThatIsNotDoneWithinThirtySecondsIsTimedOut() throws Exception {
        try (Stage stage = Stage.on(Databases.h2())
                .backend(one -> one.maximumPoolSize(1))
                .stepped()
                .build()) {
            stage.client("bob").run("BEGIN");
            Client ann = stage.client("ann");
            // Opening the session has waited, too; and a call that waits for its operation has set that one's limit
            // before.
            int before = ann.caller.waits;
            FutureTask<TStatus> asked = new FutureTask<>(
                    () -> ann.calls.GetTables(new TGetTablesReq(ann.session)).getStatus());
            new Thread(asked, "metadata").start();
            stage.await("it waits", () -> ann.caller.waits > before);
            stage.pass(Duration.ofSeconds(29));
            assertThat(asked.isDone()).isFalse();
            stage.pass(Duration.ofSeconds(2));
            TStatus status = asked.get(60, TimeUnit.SECONDS);
            assertThat(status.getSqlState()).isEqualTo("HYT00");
            assertThat(status.getErrorMessage()).contains("30 s");
            stage.await(
                    "nothing is left of it",
                    () -> stage.core.view().operations().isEmpty());
        }
    }

    private static List<List<Object>> rows(Client client, TStatus status, TOperationHandle operation) throws Exception {
        Client.good(status);
        assertThat(client.status(operation).getOperationState()).isEqualTo(TOperationState.FINISHED_STATE);
        List<List<Object>> rows = client.rows(operation);
        client.close(operation);
        return rows;
    }

    @Test
    void whatIsNotServedSaysSo() throws Exception {
        try (Stage stage = Stage.on(Databases.h2()).build()) {
            Client ann = stage.client("ann");
            List<TStatus> all = List.of(
                    ann.calls.GetDelegationToken(new TGetDelegationTokenReq()).getStatus(),
                    ann.calls.CancelDelegationToken(new TCancelDelegationTokenReq())
                            .getStatus(),
                    ann.calls.RenewDelegationToken(new TRenewDelegationTokenReq())
                            .getStatus(),
                    ann.calls.UploadData(new TUploadDataReq()).getStatus(),
                    ann.calls.DownloadData(new TDownloadDataReq()).getStatus());
            assertThat(all).allSatisfy(status -> {
                assertThat(status.getStatusCode()).isEqualTo(TStatusCode.ERROR_STATUS);
                assertThat(status.getSqlState()).isEqualTo("HYC00");
            });
            Client.good(
                    ann.calls.SetClientInfo(new TSetClientInfoReq(ann.session)).getStatus());
            TOperationHandle operation = ann.start("SELECT 1");
            assertThat(ann.calls.GetQueryId(new TGetQueryIdReq(operation)).getQueryId())
                    .hasSize(32);
        }
    }
}
