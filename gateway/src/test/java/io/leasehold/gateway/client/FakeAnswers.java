package io.leasehold.gateway.client;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.hive.service.rpc.thrift.TBinaryColumn;
import org.apache.hive.service.rpc.thrift.TBoolColumn;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TDoubleColumn;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TI64Column;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.hive.service.rpc.thrift.TStringColumn;
import org.apache.hive.service.rpc.thrift.TTableSchema;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.thrift.TApplicationException;

/**
 * What the HiveServer2 of paper answers. Statements are {@code types}, {@code many} of 2,500 rows, {@code update}, {@code fail},
 * {@code wait}, which ends when it is cancelled, and {@code refuse}.
 */
final class FakeAnswers {

    private static final int MANY = 2_500;

    /** Every call, in order. */
    final List<String> calls = new CopyOnWriteArrayList<>();

    final List<TOpenSessionReq> opens = new CopyOnWriteArrayList<>();

    private final Map<ByteBuffer, String> operations = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, Integer> fetched = new ConcurrentHashMap<>();
    private final List<ByteBuffer> cancelled = new CopyOnWriteArrayList<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    boolean awaitWaiting() throws InterruptedException {
        return waiting.await(60, TimeUnit.SECONDS);
    }

    Object to(String call, Object request) throws TApplicationException {
        calls.add(call);
        return switch (call) {
            case "OpenSession" -> open((TOpenSessionReq) request);
            case "CloseSession" -> new TCloseSessionResp(ok());
            case "ExecuteStatement" -> execute(((TExecuteStatementReq) request).getStatement());
            case "GetOperationStatus" -> status((TGetOperationStatusReq) request);
            case "GetResultSetMetadata" ->
                with(
                        new TGetResultSetMetadataResp(ok()),
                        answer -> answer.setSchema(
                                schema(text(((TGetResultSetMetadataReq) request).getOperationHandle()))));
            case "FetchResults" ->
                with(new TFetchResultsResp(ok()), answer -> answer.setResults(fetch((TFetchResultsReq) request)));
            case "CancelOperation" -> {
                cancelled.add(id(((TCancelOperationReq) request).getOperationHandle()));
                yield new TCancelOperationResp(ok());
            }
            case "CloseOperation" -> new TCloseOperationResp(ok());
            default -> throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, call);
        };
    }

    /** Hive's generated setters give nothing. */
    private static <T> T with(T value, Consumer<T> setter) {
        setter.accept(value);
        return value;
    }

    private static TStatus ok() {
        return new TStatus(TStatusCode.SUCCESS_STATUS);
    }

    private static TStatus error(String state, String message) {
        TStatus error = new TStatus(TStatusCode.ERROR_STATUS);
        error.setSqlState(state);
        error.setErrorMessage(message);
        return error;
    }

    private TOpenSessionResp open(TOpenSessionReq request) {
        opens.add(request);
        TProtocolVersion version = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;
        if ("nowhere".equals(request.getConfiguration().get("use:database"))) {
            return new TOpenSessionResp(error("3D000", "there is no database 'nowhere'"), version);
        }
        TSessionHandle session = new TSessionHandle(new THandleIdentifier(FakeHive.bytes(1), FakeHive.bytes(2)));
        return with(new TOpenSessionResp(ok(), version), answer -> answer.setSessionHandle(session));
    }

    private TExecuteStatementResp execute(String sql) {
        if (sql.equals("refuse")) {
            return new TExecuteStatementResp(error("42601", "no such statement"));
        }
        THandleIdentifier id = new THandleIdentifier(FakeHive.bytes(10 + operations.size()), FakeHive.bytes(3));
        operations.put(ByteBuffer.wrap(id.getGuid()), sql);
        TOperationHandle operation = new TOperationHandle(id, TOperationType.EXECUTE_STATEMENT, !sql.equals("update"));
        return with(new TExecuteStatementResp(ok()), answer -> answer.setOperationHandle(operation));
    }

    private TGetOperationStatusResp status(TGetOperationStatusReq request) {
        TGetOperationStatusResp answer = new TGetOperationStatusResp(ok());
        switch (text(request.getOperationHandle())) {
            case "update" -> {
                answer.setOperationState(TOperationState.FINISHED_STATE);
                answer.setNumModifiedRows(3);
            }
            case "fail" -> {
                answer.setOperationState(TOperationState.ERROR_STATE);
                answer.setSqlState("42S02");
                answer.setErrorMessage("no table T");
            }
            case "wait" -> {
                waiting.countDown();
                boolean over = cancelled.contains(id(request.getOperationHandle()));
                answer.setOperationState(over ? TOperationState.CANCELED_STATE : TOperationState.RUNNING_STATE);
            }
            default -> answer.setOperationState(TOperationState.FINISHED_STATE);
        }
        return answer;
    }

    private static TTableSchema schema(String sql) {
        return sql.equals("many")
                ? new TTableSchema(List.of(column("N", TTypeId.BIGINT_TYPE)))
                : new TTableSchema(List.of(
                        column("B", TTypeId.BOOLEAN_TYPE),
                        column("L", TTypeId.BIGINT_TYPE),
                        column("F", TTypeId.FLOAT_TYPE),
                        column("D", TTypeId.DOUBLE_TYPE),
                        column("S", TTypeId.STRING_TYPE),
                        column("X", TTypeId.BINARY_TYPE)));
    }

    private static TColumnDesc column(String name, TTypeId type) {
        return new TColumnDesc(
                name, new TTypeDesc(List.of(TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry(type)))), 1);
    }

    private TRowSet fetch(TFetchResultsReq request) {
        ByteBuffer id = id(request.getOperationHandle());
        int from = fetched.getOrDefault(id, 0);
        TRowSet rows = new TRowSet(from, List.of());
        rows.setColumns(columns(id, from, request.getMaxRows()));
        return rows;
    }

    private List<TColumn> columns(ByteBuffer id, int from, long most) {
        if (operations.getOrDefault(id, "").equals("many")) {
            int to = (int) Math.min(MANY, from + most);
            fetched.put(id, to);
            List<Long> numbers =
                    IntStream.range(from, to).mapToObj(Long::valueOf).toList();
            return List.of(TColumn.i64Val(new TI64Column(numbers, nulls(0))));
        }
        fetched.put(id, 1);
        return from > 0 ? List.of(TColumn.boolVal(new TBoolColumn(List.of(), nulls(0)))) : types();
    }

    /** Three rows, of which the second one is null in every column. */
    private static List<TColumn> types() {
        return List.of(
                TColumn.boolVal(new TBoolColumn(List.of(true, false, false), nulls(2))),
                TColumn.i64Val(new TI64Column(List.of(Long.MAX_VALUE, 0L, -1L), nulls(2))),
                TColumn.doubleVal(new TDoubleColumn(List.of((double) 1.1f, 0.0, 2.5), nulls(2))),
                TColumn.doubleVal(new TDoubleColumn(List.of(1.1, 0.0, 1e300), nulls(2))),
                TColumn.stringVal(new TStringColumn(List.of("ü", "", ""), nulls(2))),
                TColumn.binaryVal(new TBinaryColumn(
                        List.of(
                                ByteBuffer.wrap(new byte[] {0, (byte) 255}),
                                ByteBuffer.allocate(0),
                                ByteBuffer.allocate(0)),
                        nulls(2))));
    }

    private static ByteBuffer nulls(int bits) {
        return ByteBuffer.wrap(new byte[] {(byte) bits});
    }

    private String text(TOperationHandle handle) {
        return operations.getOrDefault(id(handle), "");
    }

    private static ByteBuffer id(TOperationHandle handle) {
        return ByteBuffer.wrap(handle.getOperationId().getGuid());
    }
}
