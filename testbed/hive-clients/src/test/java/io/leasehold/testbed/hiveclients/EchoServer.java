package io.leasehold.testbed.hiveclients;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TColumnDesc;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
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
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;

/**
 * A server as small as clients bear: each statement gives one row with its own text, but for {@code wait}, which goes on until it is
 * cancelled, and {@code fail}, which fails. For one test at a time.
 */
final class EchoServer implements AutoCloseable {

    private static final String STATE = "42S02";

    private final Map<ByteBuffer, String> operations = new ConcurrentHashMap<>();
    private final List<ByteBuffer> fetched = new CopyOnWriteArrayList<>();
    private final List<ByteBuffer> cancelled = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch waiting = new CountDownLatch(1);
    private final TServerSocket socket;
    private final TThreadPoolServer server;

    EchoServer() throws Exception {
        socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TCLIService.Iface calls = (TCLIService.Iface) Proxy.newProxyInstance(
                EchoServer.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments[0]));
        server =
                new TThreadPoolServer(new TThreadPoolServer.Args(socket).processor(new TCLIService.Processor<>(calls)));
        server.setServerEventHandler(new Counting());
        Thread thread = new Thread(server::serve, "echo-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "jdbc:hive2://127.0.0.1:" + socket.getServerSocket().getLocalPort() + "/default;auth=noSasl";
    }

    /** Connections that are open now. */
    int open() {
        return open.get();
    }

    /** Waits until the status of a statement that waits was asked for. */
    boolean awaitWaiting() throws InterruptedException {
        return waiting.await(60, TimeUnit.SECONDS);
    }

    private Object answer(String call, Object request) throws TApplicationException {
        return switch (call) {
            case "OpenSession" -> openSession((TOpenSessionReq) request);
            case "CloseSession" -> new TCloseSessionResp(ok());
            case "GetInfo" -> new TGetInfoResp(ok(), TGetInfoValue.stringValue("Echo"));
            case "GetCatalogs" ->
                with(new TGetCatalogsResp(ok()), answer -> answer.setOperationHandle(operation("the catalog")));
            case "ExecuteStatement" ->
                with(
                        new TExecuteStatementResp(ok()),
                        answer ->
                                answer.setOperationHandle(operation(((TExecuteStatementReq) request).getStatement())));
            case "GetOperationStatus" -> status((TGetOperationStatusReq) request);
            case "GetResultSetMetadata" ->
                with(new TGetResultSetMetadataResp(ok()), answer -> answer.setSchema(schema()));
            case "FetchResults" -> fetch((TFetchResultsReq) request);
            case "CancelOperation" -> cancel((TCancelOperationReq) request);
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

    private static TOpenSessionResp openSession(TOpenSessionReq request) {
        TOpenSessionResp answer = new TOpenSessionResp(ok(), TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        answer.setSessionHandle(new TSessionHandle(new THandleIdentifier(random(), random())));
        answer.setConfiguration(new ConcurrentHashMap<>(request.getConfiguration()));
        return answer;
    }

    private TOperationHandle operation(String text) {
        THandleIdentifier id = new THandleIdentifier(random(), random());
        operations.put(ByteBuffer.wrap(id.getGuid()), text);
        return new TOperationHandle(id, TOperationType.EXECUTE_STATEMENT, true);
    }

    private static ByteBuffer random() {
        UUID random = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .flip();
    }

    private TGetOperationStatusResp status(TGetOperationStatusReq request) {
        ByteBuffer id = id(request.getOperationHandle());
        TGetOperationStatusResp answer = new TGetOperationStatusResp(ok());
        answer.setHasResultSet(true);
        switch (operations.getOrDefault(id, "")) {
            case "wait" -> {
                waiting.countDown();
                answer.setOperationState(
                        cancelled.contains(id) ? TOperationState.CANCELED_STATE : TOperationState.RUNNING_STATE);
            }
            case "fail" -> {
                answer.setOperationState(TOperationState.ERROR_STATE);
                answer.setSqlState(STATE);
                answer.setErrorCode(7);
                answer.setErrorMessage("there is no\tsuch table\nat all");
            }
            default -> answer.setOperationState(TOperationState.FINISHED_STATE);
        }
        return answer;
    }

    private static TTableSchema schema() {
        TTypeDesc type =
                new TTypeDesc(List.of(TTypeEntry.primitiveEntry(new TPrimitiveTypeEntry(TTypeId.STRING_TYPE))));
        return new TTableSchema(List.of(new TColumnDesc("ECHO", type, 1)));
    }

    private TFetchResultsResp fetch(TFetchResultsReq request) {
        ByteBuffer id = id(request.getOperationHandle());
        List<String> values = new ArrayList<>();
        if (request.getFetchType() == 0 && !fetched.contains(id)) {
            fetched.add(id);
            values.add(operations.getOrDefault(id, ""));
        }
        TRowSet rows = new TRowSet(0, List.of());
        rows.setColumns(List.of(TColumn.stringVal(new TStringColumn(values, ByteBuffer.wrap(new byte[1])))));
        TFetchResultsResp answer = new TFetchResultsResp(ok());
        answer.setHasMoreRows(false);
        answer.setResults(rows);
        return answer;
    }

    private TCancelOperationResp cancel(TCancelOperationReq request) {
        cancelled.add(id(request.getOperationHandle()));
        return new TCancelOperationResp(ok());
    }

    private static ByteBuffer id(TOperationHandle handle) {
        return ByteBuffer.wrap(handle.getOperationId().getGuid());
    }

    @Override
    public void close() {
        server.stop();
    }

    /** Counts connections by what the server is told of them. */
    private final class Counting implements TServerEventHandler {
        @Override
        public void preServe() {}

        @Override
        public ServerContext createContext(TProtocol input, TProtocol output) {
            open.incrementAndGet();
            return new Nothing();
        }

        @Override
        public void deleteContext(ServerContext context, TProtocol input, TProtocol output) {
            open.decrementAndGet();
        }

        @Override
        public void processContext(ServerContext context, TTransport input, TTransport output) {}
    }

    /** A context with nothing in it. */
    private static final class Nothing implements ServerContext {
        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException(type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }
}
