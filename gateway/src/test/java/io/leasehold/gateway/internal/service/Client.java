package io.leasehold.gateway.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.*;
import org.apache.thrift.TException;

/** A client of the raw protocol, as drivers use it. For the thread of one test. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final FakeCaller caller;
    final TCLIService.Iface calls;
    TSessionHandle session;
    TOpenSessionResp opened;

    Client(GatewayCore core, FakeCaller caller) {
        this.caller = caller;
        this.calls = core.calls(caller);
    }

    static Client open(GatewayCore core, String user) throws TException {
        return open(core, user, Map.of());
    }

    static Client open(GatewayCore core, String user, Map<String, String> configuration) throws TException {
        Client client = new Client(core, FakeCaller.of(core.registry(), user));
        client.open(configuration);
        good(client.opened.getStatus());
        return client;
    }

    /** Another connection that presents the same session. */
    Client over(FakeCaller other, GatewayCore core) {
        Client client = new Client(core, other);
        client.session = session;
        return client;
    }

    TOpenSessionResp open(Map<String, String> configuration) throws TException {
        TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        Map<String, String> all = new HashMap<>(Map.of("use:database", "default"));
        all.putAll(configuration);
        request.setConfiguration(all);
        opened = calls.OpenSession(request);
        session = opened.getSessionHandle();
        return opened;
    }

    static void good(TStatus status) {
        assertThat(status.getStatusCode()).as("%s", status).isEqualTo(TStatusCode.SUCCESS_STATUS);
    }

    TExecuteStatementResp send(String sql, boolean async, long timeoutSeconds) throws TException {
        TExecuteStatementReq request = new TExecuteStatementReq(session, sql);
        request.setRunAsync(async);
        request.setQueryTimeout(timeoutSeconds);
        return calls.ExecuteStatement(request);
    }

    /** Begins a statement, which must not be refused. */
    TOperationHandle start(String sql) throws TException {
        TExecuteStatementResp answer = send(sql, true, 0);
        good(answer.getStatus());
        return answer.getOperationHandle();
    }

    TGetOperationStatusResp status(TOperationHandle operation) throws TException {
        return calls.GetOperationStatus(new TGetOperationStatusReq(operation));
    }

    /** Asks until it is over, or has its first row. */
    TGetOperationStatusResp settled(TOperationHandle operation) throws TException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            TGetOperationStatusResp answer = status(operation);
            good(answer.getStatus());
            TOperationState state = answer.getOperationState();
            if (state != TOperationState.PENDING_STATE && state != TOperationState.RUNNING_STATE) {
                return answer;
            }
            assertThat(System.nanoTime() - end).as("still %s", state).isNegative();
        }
    }

    /** A statement that must end well; without its rows. */
    TGetOperationStatusResp run(String sql) throws TException {
        TOperationHandle operation = start(sql);
        TGetOperationStatusResp answer = settled(operation);
        assertThat(answer.getOperationState())
                .as("%s: %s", sql, answer.getErrorMessage())
                .isEqualTo(TOperationState.FINISHED_STATE);
        close(operation);
        return answer;
    }

    /** A statement that must fail in whatever way; its error. */
    TGetOperationStatusResp failure(String sql) throws TException {
        TExecuteStatementResp answer = send(sql, true, 0);
        if (answer.getStatus().getStatusCode() != TStatusCode.SUCCESS_STATUS) {
            TGetOperationStatusResp refused = new TGetOperationStatusResp(answer.getStatus());
            refused.setOperationState(TOperationState.ERROR_STATE);
            refused.setSqlState(answer.getStatus().getSqlState());
            refused.setErrorMessage(answer.getStatus().getErrorMessage());
            return refused;
        }
        TGetOperationStatusResp status = settled(answer.getOperationHandle());
        assertThat(status.getOperationState()).isEqualTo(TOperationState.ERROR_STATE);
        close(answer.getOperationHandle());
        return status;
    }

    void close(TOperationHandle operation) throws TException {
        good(calls.CloseOperation(new TCloseOperationReq(operation)).getStatus());
    }

    void cancel(TOperationHandle operation) throws TException {
        good(calls.CancelOperation(new TCancelOperationReq(operation)).getStatus());
    }

    void closeSession() throws TException {
        good(calls.CloseSession(new TCloseSessionReq(session)).getStatus());
    }

    /** All rows of a statement. */
    List<List<Object>> rows(String sql) throws TException {
        TOperationHandle operation = start(sql);
        TGetOperationStatusResp answer = settled(operation);
        assertThat(answer.getErrorMessage()).as(sql).isNull();
        List<List<Object>> rows = rows(operation);
        close(operation);
        return rows;
    }

    /** One value as text. */
    String value(String sql) throws TException {
        return String.valueOf(rows(sql).get(0).get(0));
    }

    List<List<Object>> rows(TOperationHandle operation) throws TException {
        List<List<Object>> all = new ArrayList<>();
        for (List<List<Object>> some = fetch(operation, 1000); !some.isEmpty(); some = fetch(operation, 1000)) {
            all.addAll(some);
        }
        return all;
    }

    List<List<Object>> fetch(TOperationHandle operation, long most) throws TException {
        TFetchResultsResp answer = fetch(operation, TFetchOrientation.FETCH_NEXT, most);
        good(answer.getStatus());
        return rows(answer.getResults());
    }

    TFetchResultsResp fetch(TOperationHandle operation, TFetchOrientation orientation, long most) throws TException {
        return calls.FetchResults(new TFetchResultsReq(operation, orientation, most));
    }

    List<String> columns(TOperationHandle operation) throws TException {
        TGetResultSetMetadataResp answer = calls.GetResultSetMetadata(new TGetResultSetMetadataReq(operation));
        good(answer.getStatus());
        return answer.getSchema().getColumns().stream()
                .map(TColumnDesc::getColumnName)
                .toList();
    }

    static List<List<Object>> rows(TRowSet set) {
        List<List<Object>> rows = new ArrayList<>();
        for (TColumn column : set.getColumns()) {
            List<?> values = values(column);
            BitSet nulls = nulls(column);
            for (int row = 0; row < values.size(); row++) {
                if (rows.size() <= row) {
                    rows.add(new ArrayList<>());
                }
                rows.get(row).add(nulls.get(row) ? null : values.get(row));
            }
        }
        return rows;
    }

    private static List<?> values(TColumn column) {
        return switch (column.getSetField()) {
            case BOOL_VAL -> column.getBoolVal().getValues();
            case BYTE_VAL -> column.getByteVal().getValues();
            case I16_VAL -> column.getI16Val().getValues();
            case I32_VAL -> column.getI32Val().getValues();
            case I64_VAL -> column.getI64Val().getValues();
            case DOUBLE_VAL -> column.getDoubleVal().getValues();
            case STRING_VAL -> column.getStringVal().getValues();
            case BINARY_VAL -> column.getBinaryVal().getValues();
        };
    }

    private static BitSet nulls(TColumn column) {
        byte[] bytes = switch (column.getSetField()) {
            case BOOL_VAL -> column.getBoolVal().getNulls();
            case BYTE_VAL -> column.getByteVal().getNulls();
            case I16_VAL -> column.getI16Val().getNulls();
            case I32_VAL -> column.getI32Val().getNulls();
            case I64_VAL -> column.getI64Val().getNulls();
            case DOUBLE_VAL -> column.getDoubleVal().getNulls();
            case STRING_VAL -> column.getStringVal().getNulls();
            case BINARY_VAL -> column.getBinaryVal().getNulls();
        };
        return BitSet.valueOf(ByteBuffer.wrap(bytes));
    }
}
