package io.leasehold.drills.dropped;

import io.leasehold.gateway.client.CsvWriter;
import io.leasehold.gateway.client.HiveSession;
import io.leasehold.gateway.client.HiveUrl;
import io.leasehold.gateway.client.Login;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;

/**
 * The client, in a JVM of its own. With one session it does what {@code leasehold sql} does; with two it opens them over one
 * connection, as clients do that have one for each cursor, and runs the statement in the first.
 */
public final class SqlClientProgram {

    private static final long POLL_NANOS = 100_000_000;

    private SqlClientProgram() {}

    /** @param arguments the server's URL, how many sessions, a statement */
    public static void main(String[] arguments) throws Exception {
        HiveUrl url = HiveUrl.parse(arguments[0]);
        if (Integer.parseInt(arguments[1]) == 1) {
            one(url, arguments[2]);
        } else {
            two(url, arguments[2]);
        }
    }

    private static void one(HiveUrl url, String statement) throws Exception {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        try (HiveSession session = HiveSession.open(url, new Login("drill", ""))) {
            session.run(statement, new CsvWriter(out));
        }
    }

    private static void two(HiveUrl url, String statement) throws Exception {
        TSocket socket = new TSocket(url.host(), url.port());
        socket.open();
        TCLIService.Client server = new TCLIService.Client(new TBinaryProtocol(socket));
        TSessionHandle first = open(server);
        open(server);
        TExecuteStatementReq request = new TExecuteStatementReq(first, statement);
        request.setRunAsync(true);
        TOperationHandle operation = server.ExecuteStatement(request).getOperationHandle();
        while (true) {
            server.GetOperationStatus(new TGetOperationStatusReq(operation));
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static TSessionHandle open(TCLIService.Client server) throws Exception {
        TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        request.setUsername("drill");
        return server.OpenSession(request).getSessionHandle();
    }
}
