package io.leasehold.lab.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/** A socket with several sessions on it. For one thread at a time. */
final class ClientSocket {
    /** Longer than anything takes that has not failed. */
    private static final int SILENCE_MILLIS = 120_000;

    private static final String DATABASE = "use:database";

    private final TCLIService.Iface server;
    private final List<TSessionHandle> sessions = new ArrayList<>();
    private int next;

    private ClientSocket(TCLIService.Iface server) {
        this.server = server;
    }

    static ClientSocket open(Crowd.Order order, int number) throws IOException, TException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, 1, 0, (byte) (1 + number % order.addresses())}), 0));
        socket.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), order.port()));
        socket.setSoTimeout(SILENCE_MILLIS);
        ClientSocket client = new ClientSocket(new TCLIService.Client(new TBinaryProtocol(new TSocket(socket))));
        for (int i = 0; i < order.sessionsPerSocket(); i++) {
            client.openSession(order.database(), "user-" + number);
        }
        return client;
    }

    private void openSession(String database, String user) throws TException {
        TOpenSessionReq request = new TOpenSessionReq();
        request.setUsername(user);
        request.setConfiguration(new HashMap<>(Map.of(DATABASE, database)));
        TOpenSessionResp answer = server.OpenSession(request);
        require(answer.getStatus());
        sessions.add(answer.getSessionHandle());
    }

    int sessions() {
        return sessions.size();
    }

    /** A query of one row in its next session, by the calls that Hive's driver makes for it. */
    void query(int id) throws TException {
        TSessionHandle session = sessions.get(next);
        next = (next + 1) % sessions.size();
        TExecuteStatementReq request =
                new TExecuteStatementReq(session, "SELECT name FROM points WHERE id = " + (1 + id % Rows.POINTS));
        request.setRunAsync(true);
        TExecuteStatementResp started = server.ExecuteStatement(request);
        require(started.getStatus());
        TOperationHandle operation = started.getOperationHandle();
        awaitEnd(operation);
        require(server.GetResultSetMetadata(new TGetResultSetMetadataReq(operation))
                .getStatus());
        TFetchResultsResp fetched =
                server.FetchResults(new TFetchResultsReq(operation, TFetchOrientation.FETCH_NEXT, 1_000));
        require(fetched.getStatus());
        int rows = fetched.getResults().getColumns().get(0).getStringVal().getValuesSize();
        if (rows != 1) {
            throw new IllegalStateException("There should be one row, not " + rows + ".");
        }
        require(server.CloseOperation(new TCloseOperationReq(operation)).getStatus());
    }

    private void awaitEnd(TOperationHandle operation) throws TException {
        while (true) {
            TGetOperationStatusResp status = server.GetOperationStatus(new TGetOperationStatusReq(operation));
            require(status.getStatus());
            TOperationState state = status.getOperationState();
            if (state == TOperationState.FINISHED_STATE) {
                return;
            }
            if (state == TOperationState.ERROR_STATE || state == TOperationState.TIMEDOUT_STATE) {
                throw new IllegalStateException("A query failed: " + status.getErrorMessage());
            }
        }
    }

    private static void require(TStatus status) {
        if (status.getStatusCode() == TStatusCode.ERROR_STATUS
                || status.getStatusCode() == TStatusCode.INVALID_HANDLE_STATUS) {
            throw new IllegalStateException("The gateway refused: " + status.getErrorMessage());
        }
    }
}
