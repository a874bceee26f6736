package io.leasehold.gateway.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * A session at a HiveServer2. One thread opens, uses and closes it; any other may {@linkplain #cancel() cancel} what runs.
 *
 * <p>There is one socket and one thread that speaks over it: a cancel is a flag which that thread sees between two polls, and a server
 * holds a poll back for seconds at most.
 */
public final class HiveSession implements AutoCloseable {

    private static final long ROWS_A_FETCH = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

    private final HiveUrl url;
    private final TTransport transport;
    private final TCLIService.Client server;
    private final TSessionHandle session;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean cancelWanted;

    private HiveSession(HiveUrl url, TTransport transport, TCLIService.Client server, TSessionHandle session) {
        this.url = url;
        this.transport = transport;
        this.server = server;
        this.session = session;
    }

    /** @throws CannotConnectException if nobody answers, the login is refused, or the server opens no session */
    public static HiveSession open(HiveUrl url, Login login) throws CannotConnectException {
        TTransport transport = Transports.open(url, login);
        try {
            TCLIService.Client server = new TCLIService.Client(new TBinaryProtocol(transport));
            TOpenSessionReq request = new TOpenSessionReq(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
            request.setConfiguration(Map.of("use:database", url.database()));
            if (!url.login()) {
                request.setUsername(login.user());
            }
            TOpenSessionResp response = server.OpenSession(request);
            if (failed(response.getStatus())) {
                throw new CannotConnectException(
                        "The server opens no session: " + response.getStatus().getErrorMessage());
            }
            return new HiveSession(url, transport, server, response.getSessionHandle());
        } catch (TException e) {
            transport.close();
            throw noSession(url, login, e);
        } catch (CannotConnectException e) {
            transport.close();
            throw e;
        }
    }

    private static CannotConnectException noSession(HiveUrl url, Login login, TException e) {
        if (e instanceof HttpTransport.AnsweredByHttpException http) {
            return http.refusesLogin()
                    ? CannotConnectException.loginRefused("The server refused the login of '" + login.user() + "'.", e)
                    : new CannotConnectException(e.getMessage() + ": check the URL, httpPath above all.", e);
        }
        if (e instanceof TTransportException && e.getCause() instanceof IOException io) {
            return Transports.cannotConnect(url, io);
        }
        return Transports.hungUp(url, e);
    }

    /**
     * Runs a statement to its end, and writes its rows while they come.
     *
     * @throws StatementFailedException if it fails, is cancelled, or the connection breaks
     */
    public void run(String sql, ResultWriter writer) throws StatementFailedException {
        long began = System.nanoTime();
        try {
            TExecuteStatementReq request = new TExecuteStatementReq(session, sql);
            request.setRunAsync(true);
            TExecuteStatementResp response = server.ExecuteStatement(request);
            require(response.getStatus());
            TOperationHandle operation = response.getOperationHandle();
            try {
                TGetOperationStatusResp end = awaitEnd(operation);
                if (operation.isHasResultSet() || end.isHasResultSet()) {
                    write(operation, writer, began);
                } else {
                    writer.changed(end.isSetNumModifiedRows() ? end.getNumModifiedRows() : -1, since(began));
                }
            } finally {
                close(operation);
            }
        } catch (TException e) {
            throw new StatementFailedException(
                    "08S01",
                    "the connection to " + url.address() + " broke; what became of the statement is unknown",
                    e);
        }
    }

    private void close(TOperationHandle operation) {
        try {
            server.CloseOperation(new TCloseOperationReq(operation));
        } catch (TException e) {
            // What came of the statement has been said; the operation ends with the session.
        }
    }

    private TGetOperationStatusResp awaitEnd(TOperationHandle operation) throws TException, StatementFailedException {
        long pause = FIRST_PAUSE.toNanos();
        boolean cancelSent = false;
        while (true) {
            if (cancelWanted && !cancelSent) {
                cancelSent = true;
                server.CancelOperation(new TCancelOperationReq(operation));
            }
            TGetOperationStatusResp status = server.GetOperationStatus(new TGetOperationStatusReq(operation));
            require(status.getStatus());
            TOperationState state = status.getOperationState();
            switch (state) {
                case FINISHED_STATE -> {
                    return status;
                }
                case ERROR_STATE, TIMEDOUT_STATE, CANCELED_STATE, CLOSED_STATE, UKNOWN_STATE ->
                    throw failure(state, status);
                default -> LockSupport.parkNanos(pause);
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE.toNanos());
        }
    }

    private static StatementFailedException failure(TOperationState state, TGetOperationStatusResp status) {
        String usual = switch (state) {
            case TIMEDOUT_STATE -> "the statement ran out of time";
            case CANCELED_STATE -> "the statement was cancelled";
            default -> "the statement failed";
        };
        String message = status.getErrorMessage();
        return new StatementFailedException(text(status.getSqlState()), message == null ? usual : message);
    }

    private void write(TOperationHandle operation, ResultWriter writer, long began)
            throws TException, StatementFailedException {
        TGetResultSetMetadataResp metadata = server.GetResultSetMetadata(new TGetResultSetMetadataReq(operation));
        require(metadata.getStatus());
        Cells cells = new Cells(metadata.getSchema());
        writer.columns(cells.columns());
        long rows = 0;
        while (true) {
            if (cancelWanted) {
                server.CancelOperation(new TCancelOperationReq(operation));
                throw new StatementFailedException("57014", "the statement was cancelled after " + rows + " rows");
            }
            TFetchResultsResp fetched =
                    server.FetchResults(new TFetchResultsReq(operation, TFetchOrientation.FETCH_NEXT, ROWS_A_FETCH));
            require(fetched.getStatus());
            List<List<@Nullable String>> page = cells.rows(fetched.getResults());
            // Nothing but an empty page is the end: hasMoreRows is not set by all servers.
            if (page.isEmpty()) {
                writer.end(rows, since(began));
                return;
            }
            rows += page.size();
            if (!writer.rows(page)) {
                return;
            }
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static boolean failed(TStatus status) {
        return status.getStatusCode() == TStatusCode.ERROR_STATUS
                || status.getStatusCode() == TStatusCode.INVALID_HANDLE_STATUS;
    }

    private static void require(TStatus status) throws StatementFailedException {
        if (failed(status)) {
            String message = status.getErrorMessage();
            throw new StatementFailedException(
                    text(status.getSqlState()), message == null ? "the server refused it" : message);
        }
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** Asks that what runs now be cancelled. For any thread. */
    public void cancel() {
        cancelWanted = true;
    }

    /** Waits until the session is closed. For any thread. @return whether it is */
    public boolean awaitClosed(Duration atMost) throws InterruptedException {
        return closed.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends the session at the server, unless the server is gone. */
    @Override
    public void close() {
        try {
            server.CloseSession(new TCloseSessionReq(session));
        } catch (TException e) {
            // The server ends it when it sees that the connection is gone.
        } finally {
            transport.close();
            closed.countDown();
        }
    }
}
