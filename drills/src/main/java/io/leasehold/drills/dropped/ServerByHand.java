package io.leasehold.drills.dropped;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.server.ServerContext;
import org.apache.thrift.server.TServerEventHandler;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransport;
import org.jspecify.annotations.Nullable;

/**
 * A server as it is written by hand: a connection to the database for each session from its open to its close, and for each client's
 * connection a note of its session, which is closed when the connection ends. The note has room for one session, as in Hive and Kyuubi;
 * of others an idle timeout is to take care, after hours.
 */
final class ServerByHand implements SqlServer {

    static final String NAME = "by hand";

    private static final long PLACE_SECONDS = 2;

    private final SqlDatabase database;
    private final Semaphore places = new Semaphore(CONNECTIONS);
    private final Map<ByteBuffer, SessionByHand> sessions = new ConcurrentHashMap<>();
    private final Map<ByteBuffer, SessionByHand> operations = new ConcurrentHashMap<>();
    private final ThreadLocal<Note> current = new ThreadLocal<>();
    private final TServerSocket socket;
    private final TThreadPoolServer server;

    /** What is known of a client's connection. */
    private static final class Note implements ServerContext {
        private @Nullable ByteBuffer session;

        @Override
        public <T> T unwrap(Class<T> type) {
            throw new IllegalArgumentException(type.getName());
        }

        @Override
        public boolean isWrapperFor(Class<?> type) {
            return false;
        }
    }

    ServerByHand(SqlDatabase database) throws Exception {
        this.database = database;
        socket = new TServerSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TCLIService.Iface calls = (TCLIService.Iface) Proxy.newProxyInstance(
                ServerByHand.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, arguments) -> answer(method.getName(), arguments[0]));
        server =
                new TThreadPoolServer(new TThreadPoolServer.Args(socket).processor(new TCLIService.Processor<>(calls)));
        server.setServerEventHandler(new Notes());
        Thread thread = new Thread(server::serve, "drill-server-by-hand");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> settings() {
        return List.of("connections = " + CONNECTIONS, "idle timeout = 6 h");
    }

    @Override
    public List<String> loggers() {
        return List.of();
    }

    @Override
    public String url() {
        return "jdbc:hive2://127.0.0.1:" + socket.getServerSocket().getLocalPort() + "/default;auth=noSasl";
    }

    @Override
    public int sessions() {
        return sessions.size();
    }

    private Object answer(String call, Object request) throws Exception {
        return switch (call) {
            case "OpenSession" -> open();
            case "CloseSession" -> {
                close(ByteBuffer.wrap(((TCloseSessionReq) request)
                        .getSessionHandle()
                        .getSessionId()
                        .getGuid()));
                yield new TCloseSessionResp(status(""));
            }
            case "ExecuteStatement" -> execute((TExecuteStatementReq) request);
            case "GetOperationStatus" -> state((TGetOperationStatusReq) request);
            case "CloseOperation" -> new TCloseOperationResp(status(""));
            default -> throw new TApplicationException(TApplicationException.UNKNOWN_METHOD, call);
        };
    }

    private static TStatus status(String error) {
        TStatus status = new TStatus(error.isEmpty() ? TStatusCode.SUCCESS_STATUS : TStatusCode.ERROR_STATUS);
        status.setErrorMessage(error);
        return status;
    }

    private TOpenSessionResp open() throws SQLException, InterruptedException {
        TProtocolVersion version = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;
        if (!places.tryAcquire(PLACE_SECONDS, TimeUnit.SECONDS)) {
            return new TOpenSessionResp(status("all " + CONNECTIONS + " connections are taken by sessions"), version);
        }
        THandleIdentifier id = new THandleIdentifier(random(), random());
        ByteBuffer key = ByteBuffer.wrap(id.getGuid());
        sessions.put(
                key,
                new SessionByHand(DriverManager.getConnection(database.url(), database.user(), database.password())));
        current.get().session = key;
        TOpenSessionResp answer = new TOpenSessionResp(status(""), version);
        answer.setSessionHandle(new TSessionHandle(id));
        return answer;
    }

    private TExecuteStatementResp execute(TExecuteStatementReq request) throws SQLException {
        SessionByHand session = sessions.get(
                ByteBuffer.wrap(request.getSessionHandle().getSessionId().getGuid()));
        if (session == null) {
            return new TExecuteStatementResp(status("Invalid SessionHandle"));
        }
        THandleIdentifier id = new THandleIdentifier(random(), random());
        operations.put(ByteBuffer.wrap(id.getGuid()), session);
        session.execute(request.getStatement());
        TExecuteStatementResp answer = new TExecuteStatementResp(status(""));
        answer.setOperationHandle(new TOperationHandle(id, TOperationType.EXECUTE_STATEMENT, false));
        return answer;
    }

    private TGetOperationStatusResp state(TGetOperationStatusReq request) {
        SessionByHand session = operations.get(
                ByteBuffer.wrap(request.getOperationHandle().getOperationId().getGuid()));
        if (session == null) {
            return new TGetOperationStatusResp(status("Invalid OperationHandle"));
        }
        TGetOperationStatusResp answer = new TGetOperationStatusResp(status(""));
        answer.setOperationState(session.state());
        return answer;
    }

    private void close(@Nullable ByteBuffer id) {
        SessionByHand session = id == null ? null : sessions.remove(id);
        if (session != null) {
            session.close();
            places.release();
        }
    }

    private static ByteBuffer random() {
        UUID random = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .flip();
    }

    @Override
    public void close() {
        server.stop();
        List.copyOf(sessions.keySet()).forEach(this::close);
    }

    /** Closes the session of the note when the connection ends. */
    private final class Notes implements TServerEventHandler {
        @Override
        public void preServe() {
            // Nothing is to be prepared.
        }

        @Override
        public ServerContext createContext(TProtocol input, TProtocol output) {
            return new Note();
        }

        @Override
        public void processContext(ServerContext context, TTransport input, TTransport output) {
            current.set((Note) context);
        }

        @Override
        public void deleteContext(ServerContext context, TProtocol input, TProtocol output) {
            close(((Note) context).session);
        }
    }
}
