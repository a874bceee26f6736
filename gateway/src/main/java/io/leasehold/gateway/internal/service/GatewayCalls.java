package io.leasehold.gateway.internal.service;

import static io.leasehold.gateway.internal.service.CallContext.answer;

import io.leasehold.gateway.internal.operation.GatewaySession;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.Phase;
import io.leasehold.session.SessionToken;
import java.time.Duration;
import org.apache.hive.service.rpc.thrift.TCancelOperationReq;
import org.apache.hive.service.rpc.thrift.TCancelOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseOperationReq;
import org.apache.hive.service.rpc.thrift.TCloseOperationResp;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TFetchResultsReq;
import org.apache.hive.service.rpc.thrift.TFetchResultsResp;
import org.apache.hive.service.rpc.thrift.TGetInfoReq;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusReq;
import org.apache.hive.service.rpc.thrift.TGetOperationStatusResp;
import org.apache.hive.service.rpc.thrift.TGetQueryIdReq;
import org.apache.hive.service.rpc.thrift.TGetQueryIdResp;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataReq;
import org.apache.hive.service.rpc.thrift.TGetResultSetMetadataResp;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSetClientInfoReq;
import org.apache.hive.service.rpc.thrift.TSetClientInfoResp;
import org.apache.thrift.TException;

/** The calls about sessions and statements of one caller, and all others with them. For one thread at a time. */
final class GatewayCalls extends MetadataLayer {

    private final CallContext context;

    GatewayCalls(CallContext context) {
        super(context);
        this.context = context;
    }

    @Override
    public TOpenSessionResp OpenSession(TOpenSessionReq request) throws TException {
        return answer(
                () -> context.core().opening().open(context.caller(), request),
                status -> new TOpenSessionResp(status, TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10));
    }

    @Override
    public TCloseSessionResp CloseSession(TCloseSessionReq request) throws TException {
        return answer(
                () -> context.inSession(request.getSessionHandle(), (session, token) -> {
                    session.registered().end();
                    return new TCloseSessionResp(Statuses.success());
                }),
                TCloseSessionResp::new);
    }

    @Override
    public TGetInfoResp GetInfo(TGetInfoReq request) throws TException {
        return answer(
                () -> context.inSession(
                        request.getSessionHandle(),
                        (session, token) ->
                                new TGetInfoResp(Statuses.success(), InfoValues.of(request.getInfoType(), session))),
                status -> new TGetInfoResp(status, TGetInfoValue.stringValue("")));
    }

    @Override
    public TExecuteStatementResp ExecuteStatement(TExecuteStatementReq request) throws TException {
        return answer(
                () -> context.inSession(
                        request.getSessionHandle(), (session, token) -> execute(session, token, request)),
                TExecuteStatementResp::new);
    }

    private TExecuteStatementResp execute(GatewaySession session, SessionToken token, TExecuteStatementReq request)
            throws Exception {
        String text = request.getStatement() == null ? "" : request.getStatement();
        // Who wants no limit may ask for the largest number there is, to which no clock can count.
        long seconds = Math.min(request.getQueryTimeout(), OpenRequest.LONGEST.toSeconds());
        Duration timeout = Duration.ofSeconds(Math.max(0, seconds));
        Operation operation = context.core().statements().execute(session, text, timeout);
        if (!request.isRunAsync()) {
            context.await(operation, operation.settled());
            context.refuseIfItFailed(operation);
        } else if (!operation.isSureToHaveRows()) {
            context.await(operation, operation.decided());
        }
        boolean hasRows = operation.isSureToHaveRows() || operation.status().schema() != null;
        if (!request.isRunAsync() && !hasRows) {
            operation.heard();
            operation.told();
        }
        TExecuteStatementResp answer = new TExecuteStatementResp(Statuses.success());
        answer.setOperationHandle(Handles.operation(operation.id(), token, TOperationType.EXECUTE_STATEMENT, hasRows));
        return answer;
    }

    @Override
    public TGetOperationStatusResp GetOperationStatus(TGetOperationStatusReq request) throws TException {
        return answer(
                () -> context.onOperation(
                        request.getOperationHandle(),
                        operation -> context.core().running().status(context.caller(), operation)),
                TGetOperationStatusResp::new);
    }

    @Override
    public TCancelOperationResp CancelOperation(TCancelOperationReq request) throws TException {
        return answer(
                () -> context.onOperation(request.getOperationHandle(), operation -> {
                    if (operation.cancel(Phase.CANCELED, "its client cancelled it")) {
                        operation.heard();
                    }
                    operation.told();
                    return new TCancelOperationResp(Statuses.success());
                }),
                TCancelOperationResp::new);
    }

    @Override
    public TCloseOperationResp CloseOperation(TCloseOperationReq request) throws TException {
        return answer(
                () -> context.onOperation(request.getOperationHandle(), operation -> {
                    context.core().operations().close(operation, "its client closed it");
                    return new TCloseOperationResp(Statuses.success());
                }),
                TCloseOperationResp::new);
    }

    @Override
    public TGetResultSetMetadataResp GetResultSetMetadata(TGetResultSetMetadataReq request) throws TException {
        return answer(
                () -> context.onOperation(
                        request.getOperationHandle(),
                        operation -> context.core().running().metadata(context.caller(), operation)),
                TGetResultSetMetadataResp::new);
    }

    @Override
    public TFetchResultsResp FetchResults(TFetchResultsReq request) throws TException {
        return answer(
                () -> context.onOperation(
                        request.getOperationHandle(),
                        operation -> context.core().running().fetch(context.caller(), operation, request)),
                TFetchResultsResp::new);
    }

    @Override
    public TGetQueryIdResp GetQueryId(TGetQueryIdReq request) throws TException {
        try {
            return context.onOperation(
                    request.getOperationHandle(),
                    operation -> new TGetQueryIdResp(operation.id().toString()));
        } catch (Exception e) {
            // The answer has no status: what cannot be told is told as no id.
            return new TGetQueryIdResp("");
        }
    }

    @Override
    public TSetClientInfoResp SetClientInfo(TSetClientInfoReq request) throws TException {
        return answer(
                () -> context.inSession(
                        request.getSessionHandle(), (session, token) -> new TSetClientInfoResp(Statuses.success())),
                TSetClientInfoResp::new);
    }
}
