package io.leasehold.lab.gateway;

import io.leasehold.lab.Served;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;

/**
 * The JVM with a server that has its answer ready: each statement gives the same batch again and again, and its bytes were made before
 * anybody asked. What is left is Hive's driver, reading as fast as it can. Says its port.
 */
final class StubJvm {
    private final PreparedBatch batch;
    private final int batches;
    private final Map<ByteBuffer, AtomicInteger> left = new ConcurrentHashMap<>();

    private StubJvm(Order order) throws Exception {
        batch = new PreparedBatch(order.rowsPerBatch());
        batches = order.rows() / order.rowsPerBatch();
    }

    /** What it is told. */
    record Order(int rows, int rowsPerBatch) {}

    public static void main(String[] arguments) throws Exception {
        Served served = new Served();
        StubJvm stub = new StubJvm(served.order(arguments, Order.class));
        served.serve(stub.start(), question -> "");
    }

    private int start() throws TTransportException, IOException {
        TServerSocket socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TCLIService.Iface calls = (TCLIService.Iface) Proxy.newProxyInstance(
                StubJvm.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, requests) -> answer(method.getName(), requests[0]));
        TThreadPoolServer server =
                new TThreadPoolServer(new TThreadPoolServer.Args(socket).processor(new TCLIService.Processor<>(calls)));
        Thread thread = new Thread(server::serve, "stub");
        thread.setDaemon(true);
        thread.start();
        return socket.getServerSocket().getLocalPort();
    }

    private Object answer(String call, Object request) throws TApplicationException {
        return switch (call) {
            case "OpenSession" -> openSession((TOpenSessionReq) request);
            case "CloseSession" -> new TCloseSessionResp(ok());
            case "ExecuteStatement" -> execute();
            case "GetOperationStatus" -> {
                TGetOperationStatusResp answer = new TGetOperationStatusResp(ok());
                answer.setOperationState(TOperationState.FINISHED_STATE);
                answer.setHasResultSet(true);
                yield answer;
            }
            case "GetResultSetMetadata" -> {
                TGetResultSetMetadataResp answer = new TGetResultSetMetadataResp(ok());
                answer.setSchema(PreparedBatch.schema());
                yield answer;
            }
            case "FetchResults" -> fetch((TFetchResultsReq) request);
            case "CloseOperation" -> new TCloseOperationResp(ok());
            default -> throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, call);
        };
    }

    private TFetchResultsResp fetch(TFetchResultsReq request) {
        AtomicInteger more = left.get(key(request.getOperationHandle().getOperationId()));
        boolean hasRows = request.getFetchType() == 0 && more != null && more.getAndDecrement() > 0;
        return hasRows ? batch.rows() : batch.end();
    }

    private TExecuteStatementResp execute() {
        THandleIdentifier id = id();
        left.put(key(id), new AtomicInteger(batches));
        TExecuteStatementResp answer = new TExecuteStatementResp(ok());
        answer.setOperationHandle(new TOperationHandle(id, TOperationType.EXECUTE_STATEMENT, true));
        return answer;
    }

    private static TOpenSessionResp openSession(TOpenSessionReq request) {
        TOpenSessionResp answer = new TOpenSessionResp(ok(), TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        answer.setSessionHandle(new TSessionHandle(id()));
        answer.setConfiguration(new HashMap<>(request.getConfiguration()));
        return answer;
    }

    private static ByteBuffer key(THandleIdentifier id) {
        return ByteBuffer.wrap(id.getGuid());
    }

    private static THandleIdentifier id() {
        return new THandleIdentifier(random(), random());
    }

    private static ByteBuffer random() {
        UUID random = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .flip();
    }

    static TStatus ok() {
        return new TStatus(TStatusCode.SUCCESS_STATUS);
    }
}
