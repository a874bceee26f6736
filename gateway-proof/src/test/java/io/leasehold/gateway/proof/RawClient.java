package io.leasehold.gateway.proof;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;

/**
 * A connection without a driver: it asks for what no driver would, and leaves as none does. For one thread at a
 * time.
 */
final class RawClient implements AutoCloseable {

    private final Socket socket;
    private final TCLIService.Client calls;
    private final String user;

    private RawClient(Socket socket, TCLIService.Client calls, String user) {
        this.socket = socket;
        this.calls = calls;
        this.user = user;
    }

    /**
     * @param from of the addresses of loopback; 127.0.0.1 is the first
     * @param trustStore where the door has TLS
     */
    static RawClient connect(Door door, int port, int from, Path trustStore, String user, String password)
            throws Exception {
        Socket plain = new Socket();
        plain.setTcpNoDelay(true);
        plain.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) from}), 0));
        plain.connect(new InetSocketAddress("127.0.0.1", port));
        Socket socket = door.tls()
                ? Certificate.trusting(trustStore).getSocketFactory().createSocket(plain, "127.0.0.1", port, true)
                : plain;
        if (door.http()) {
            return new RawClient(
                    plain,
                    new TCLIService.Client(new TBinaryProtocol(new PostTransport(socket, user, password))),
                    user);
        }
        TTransport transport = new TSocket(socket);
        if (door.login()) {
            transport = new TSaslClientTransport(
                    "PLAIN", null, null, null, Map.of(), asked -> answer(asked, user, password), transport);
            transport.open();
        }
        return new RawClient(plain, new TCLIService.Client(new TBinaryProtocol(transport)), user);
    }

    private static void answer(Callback[] asked, String user, String password) {
        for (Callback callback : asked) {
            if (callback instanceof NameCallback name) {
                name.setName(user);
            } else if (callback instanceof PasswordCallback secret) {
                secret.setPassword(password.toCharArray());
            }
        }
    }

    /** The answer, which may be a refusal. */
    TOpenSessionResp open(String database) throws TException {
        return calls.OpenSession(openRequest(database));
    }

    /** Asks for a session and does not wait for the answer. */
    void sendOpen(String database) throws TException {
        calls.send_OpenSession(openRequest(database));
    }

    private TOpenSessionReq openRequest(String database) {
        TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        request.setUsername(user);
        request.setConfiguration(Map.of("use:database", database));
        return request;
    }

    /** A session that must not be refused. */
    TSessionHandle session(String database) throws TException {
        TOpenSessionResp answer = open(database);
        good(answer.getStatus());
        return answer.getSessionHandle();
    }

    /** Runs it; the call lasts as long as the statement unless it is asynchronous. */
    TExecuteStatementResp execute(TSessionHandle session, String sql, boolean async) throws TException {
        TExecuteStatementReq request = new TExecuteStatementReq(session, sql);
        request.setRunAsync(async);
        TExecuteStatementResp answer = calls.ExecuteStatement(request);
        good(answer.getStatus());
        return answer;
    }

    void closeSession(TSessionHandle session) throws TException {
        good(calls.CloseSession(new TCloseSessionReq(session)).getStatus());
    }

    static void good(TStatus status) {
        if (status.getStatusCode() != TStatusCode.SUCCESS_STATUS) {
            throw new AssertionError(status.toString());
        }
    }

    /** Leaves without a word, by a FIN or by a reset. */
    void drop() throws IOException {
        if (ThreadLocalRandom.current().nextBoolean()) {
            socket.setSoLinger(true, 0);
        }
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * The program of a client that is in a call for the whole of its life: on a thread for each database it opens a session and runs one
     * statement synchronously. Ends with its input.
     *
     * @param arguments door, port, trust store, user, password, and then database and statement by turns
     */
    public static void main(String[] arguments) throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 5; i < arguments.length; i += 2) {
            String database = arguments[i];
            String sql = arguments[i + 1];
            RawClient client = connect(
                    Door.valueOf(arguments[0]),
                    Integer.parseInt(arguments[1]),
                    1,
                    Path.of(arguments[2]),
                    arguments[3],
                    arguments[4]);
            Thread thread = new Thread(() -> {
                try {
                    client.execute(client.session(database), sql, false);
                } catch (TException e) {
                    System.err.println("the call ended: " + e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        while (System.in.read() >= 0) {
            // What comes does not matter.
        }
    }
}
