package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoType;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;

/** Hive's generated client over a socket of its own, whose end a test can choose. For one thread. */
final class WireClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 60_000;

    final Socket socket;
    final Socket raw;
    final TCLIService.Client calls;

    private WireClient(Socket raw, Socket socket, TTransport transport) {
        this.raw = raw;
        this.socket = socket;
        this.calls = new TCLIService.Client(new TBinaryProtocol(transport));
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    static WireClient noSasl(int port) throws IOException, TException {
        Socket socket = connect(port);
        return new WireClient(socket, socket, new TSocket(socket));
    }

    static WireClient noSasl(int port, SSLContext tls) throws IOException, TException {
        Socket raw = connect(port);
        Socket socket = encrypt(raw, tls);
        return new WireClient(raw, socket, new TSocket(socket));
    }

    static Socket encrypt(Socket raw, SSLContext tls) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, "localhost", raw.getPort(), true);
        socket.startHandshake();
        return socket;
    }

    static WireClient sasl(int port, String user, String password) throws IOException, TException {
        return sasl(connect(port), null, user, password);
    }

    static WireClient sasl(Socket socket, String onBehalfOf, String user, String password)
            throws IOException, TException {
        TTransport transport = new TSaslClientTransport(
                "PLAIN",
                onBehalfOf,
                null,
                null,
                Map.of(),
                callbacks -> {
                    for (Callback callback : callbacks) {
                        if (callback instanceof NameCallback name) {
                            name.setName(user);
                        } else if (callback instanceof PasswordCallback secret) {
                            secret.setPassword(password.toCharArray());
                        }
                    }
                },
                new TSocket(socket));
        transport.open();
        return new WireClient(socket, socket, transport);
    }

    TOpenSessionResp tryOpen() throws TException {
        return calls.OpenSession(new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    }

    TSessionHandle open() throws TException {
        TSessionHandle handle = tryOpen().getSessionHandle();
        if (handle == null) {
            throw new AssertionError("no session was opened");
        }
        return handle;
    }

    String info() throws TException {
        return calls.GetInfo(infoRequest()).getInfoValue().getStringValue();
    }

    static TGetInfoReq infoRequest() {
        return new TGetInfoReq(
                new TSessionHandle(new THandleIdentifier(ByteBuffer.allocate(16), ByteBuffer.allocate(16))),
                TGetInfoType.CLI_DBMS_NAME);
    }

    void execute(TSessionHandle session, String statement) throws TException {
        calls.ExecuteStatement(new TExecuteStatementReq(session, statement));
    }

    /** Sends a statement, and does not wait for its answer. */
    void send(TSessionHandle session, String statement) throws TException {
        calls.send_ExecuteStatement(new TExecuteStatementReq(session, statement));
    }

    /** Hangs up, as a process that ends does. */
    void fin() throws IOException {
        raw.close();
    }

    /** Hangs up, as a process that is killed with unread bytes does. */
    void rst() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** Reads an answer, whatever call it is of. */
    void skipAnswer() throws TException {
        TProtocol protocol = calls.getInputProtocol();
        protocol.readMessageBegin();
        TProtocolUtil.skip(protocol, TType.STRUCT);
        protocol.readMessageEnd();
    }

    /** Whether the server closed the socket, after whatever it sent. */
    boolean isClosedByServer() {
        try {
            InputStream in = socket.getInputStream();
            byte[] ignored = new byte[1024];
            while (in.read(ignored) >= 0) {
                continue;
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
