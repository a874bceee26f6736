package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.OperationStatus;
import io.leasehold.gateway.internal.operation.Operations;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.gateway.internal.result.Fetched;
import io.leasehold.gateway.internal.result.ReadAhead;
import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hive.service.rpc.thrift.TColumn;
import org.apache.hive.service.rpc.thrift.TFetchOrientation;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TOperationState;
import org.apache.hive.service.rpc.thrift.TRow;
import org.apache.hive.service.rpc.thrift.TRowSet;
import org.apache.hive.service.rpc.thrift.TStringColumn;

/** What clients ask of an operation that they have. Safe for any number of threads. */
final class OperationCalls {

    private static final short LOG_LINES = 1;

    private final Operations operations;

    OperationCalls(Operations operations) {
        this.operations = operations;
    }

    /**
     * Waits a little for it, at first for a short while, and longer the more often its client has asked; so neither is a quick
     * statement's end told late, nor does a slow one cost many calls, nor does a cancel over the same socket wait for long.
     */
    TGetOperationStatusResp status(Caller caller, Operation operation)
            throws ClientGoneException, InterruptedException {
        caller.await(operation.settled(), operation.nextPoll());
        OperationStatus status = operation.status();
        TGetOperationStatusResp answer = new TGetOperationStatusResp(Statuses.success());
        answer.setOperationState(stateOf(status));
        answer.setHasResultSet(status.rows() != null);
        answer.setOperationStarted(status.startedMillis());
        if (status.phase().isOver()) {
            answer.setOperationCompleted(status.completedMillis());
        }
        if (status.modified() >= 0) {
            answer.setNumModifiedRows(status.modified());
        }
        if (status.phase() == Phase.QUEUED) {
            answer.setTaskStatus("[{\"state\":\"PENDING\",\"place\":" + operation.place() + "}]");
        }
        ClientErrorException error = status.error();
        if (status.phase().isOver()) {
            operation.heard();
        }
        if (status.phase().isOver() && (error != null || status.rows() == null)) {
            operation.told();
        }
        if (error != null) {
            answer.setSqlState(error.sqlState());
            answer.setErrorCode(error.code());
            answer.setErrorMessage(error.getMessage());
        }
        return answer;
    }

    private static TOperationState stateOf(OperationStatus status) {
        return switch (status.phase()) {
            case QUEUED, LEASING -> TOperationState.PENDING_STATE;
            case RUNNING -> TOperationState.RUNNING_STATE;
            case READING -> status.isSettled() ? TOperationState.FINISHED_STATE : TOperationState.RUNNING_STATE;
            case FINISHED -> TOperationState.FINISHED_STATE;
            case CANCELED -> TOperationState.CANCELED_STATE;
            case TIMED_OUT -> TOperationState.TIMEDOUT_STATE;
            case FAILED -> TOperationState.ERROR_STATE;
        };
    }

    TGetResultSetMetadataResp metadata(Caller caller, Operation operation)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        Waits.untilDone(caller, operation.decided());
        OperationStatus status = operation.status();
        if (status.schema() == null) {
            throw noRows(operation, status);
        }
        TGetResultSetMetadataResp answer = new TGetResultSetMetadataResp(Statuses.success());
        answer.setSchema(status.schema().toThrift());
        return answer;
    }

    private static ClientErrorException noRows(Operation operation, OperationStatus status) {
        ClientErrorException error = status.error();
        if (error != null) {
            operation.heard();
        }
        return error != null ? error : new ClientErrorException("24000", "the operation has no rows");
    }

    TFetchResultsResp fetch(Caller caller, Operation operation, TFetchResultsReq request)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        operation.touch();
        TFetchOrientation orientation = request.getOrientation();
        boolean isFirst = orientation == TFetchOrientation.FETCH_FIRST;
        if (!isFirst && orientation != TFetchOrientation.FETCH_NEXT) {
            throw new ClientErrorException(
                    "HYC00", "rows are fetched from the first or from where the last fetch ended, not otherwise");
        }
        if (request.getFetchType() == LOG_LINES) {
            return logLines(operation, isFirst, request.getMaxRows());
        }
        ReadAhead rows = rowsOf(caller, operation);
        if (isFirst && !rows.rewind()) {
            throw new ClientErrorException(
                    "HYC00", "the first rows are gone: only early in a result can it be begun again");
        }
        Fetched fetched = next(caller, operation, rows, most(request.getMaxRows()));
        TFetchResultsResp answer = new TFetchResultsResp(Statuses.success());
        answer.setHasMoreRows(!fetched.rows().isEmpty());
        if (fetched.rows().isEmpty()) {
            operation.told();
        }
        answer.setResults(toThrift(operation, fetched));
        operation.touch();
        return answer;
    }

    /** Rows that were taken and could not be sent are missing from the result: nothing more of it is to be had. */
    private TRowSet toThrift(Operation operation, Fetched fetched) {
        try {
            return fetched.toThrift();
        } catch (OutOfMemoryError e) {
            operations.close(operation, "there was no memory for its rows");
            throw e;
        }
    }

    private int most(long asked) {
        return asked <= 0 ? operations.settings().fetchSize() : (int) Math.min(asked, Integer.MAX_VALUE);
    }

    private static ReadAhead rowsOf(Caller caller, Operation operation)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        Waits.untilDone(caller, operation.decided());
        OperationStatus status = operation.status();
        refuseIfCancelled(operation, status);
        if (status.rows() == null) {
            throw noRows(operation, status);
        }
        return status.rows();
    }

    private static void refuseIfCancelled(Operation operation, OperationStatus status) throws ClientErrorException {
        boolean isCancelled = status.phase() == Phase.CANCELED || status.phase() == Phase.TIMED_OUT;
        if (isCancelled && status.error() != null) {
            operation.heard();
            throw status.error();
        }
    }

    /** An empty batch is the end, so it waits for a row, the end, or an error. */
    private static Fetched next(Caller caller, Operation operation, ReadAhead rows, int most)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        try {
            Optional<Fetched> fetched = rows.fetch(most);
            while (fetched.isEmpty()) {
                Waits.untilDone(caller, rows.ready());
                fetched = rows.fetch(most);
            }
            return fetched.get();
        } catch (SQLException e) {
            operation.told();
            operation.heard();
            refuseIfCancelled(operation, operation.status());
            throw ClientErrorException.of(e);
        }
    }

    private static TFetchResultsResp logLines(Operation operation, boolean isFirst, long most) {
        List<String> lines = operation.logLines(isFirst, most);
        TRowSet set = new TRowSet(0, new ArrayList<TRow>());
        set.setColumns(List.of(TColumn.stringVal(new TStringColumn(lines, ByteBuffer.wrap(new byte[1])))));
        TFetchResultsResp answer = new TFetchResultsResp(Statuses.success());
        answer.setHasMoreRows(false);
        answer.setResults(set);
        return answer;
    }
}
