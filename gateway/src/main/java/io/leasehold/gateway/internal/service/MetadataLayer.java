package io.leasehold.gateway.internal.service;

import static io.leasehold.gateway.internal.service.CallContext.answer;

import io.leasehold.gateway.internal.operation.Operation;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.hive.service.rpc.thrift.TGetCatalogsReq;
import org.apache.hive.service.rpc.thrift.TGetCatalogsResp;
import org.apache.hive.service.rpc.thrift.TGetColumnsReq;
import org.apache.hive.service.rpc.thrift.TGetColumnsResp;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceReq;
import org.apache.hive.service.rpc.thrift.TGetCrossReferenceResp;
import org.apache.hive.service.rpc.thrift.TGetFunctionsReq;
import org.apache.hive.service.rpc.thrift.TGetFunctionsResp;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysReq;
import org.apache.hive.service.rpc.thrift.TGetPrimaryKeysResp;
import org.apache.hive.service.rpc.thrift.TGetSchemasReq;
import org.apache.hive.service.rpc.thrift.TGetSchemasResp;
import org.apache.hive.service.rpc.thrift.TGetTableTypesReq;
import org.apache.hive.service.rpc.thrift.TGetTableTypesResp;
import org.apache.hive.service.rpc.thrift.TGetTablesReq;
import org.apache.hive.service.rpc.thrift.TGetTablesResp;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoReq;
import org.apache.hive.service.rpc.thrift.TGetTypeInfoResp;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;

/**
 * The calls about metadata. Clients do not ask for their state: they are done when the call returns, which is bounded. One whose client
 * goes meanwhile is cancelled.
 */
abstract class MetadataLayer extends UnservedCalls {

    private final CallContext context;

    MetadataLayer(CallContext context) {
        this.context = context;
    }

    private <T> T metadata(
            @Nullable TSessionHandle handle,
            TOperationType type,
            MetadataRequests.Asked asked,
            Function<TStatus, T> made,
            BiConsumer<T, TOperationHandle> put)
            throws TException {
        return answer(
                () -> context.inSession(handle, (session, token) -> {
                    Operation operation = context.core().metadata().begin(session, type, asked);
                    context.await(operation, operation.settled());
                    context.refuseIfItFailed(operation);
                    T answer = made.apply(Statuses.success());
                    put.accept(answer, Handles.operation(operation.id(), token, type, true));
                    return answer;
                }),
                made);
    }

    @Override
    public TGetTypeInfoResp GetTypeInfo(TGetTypeInfoReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_TYPE_INFO,
                (calls, connection) -> calls.typeInfo(),
                TGetTypeInfoResp::new,
                TGetTypeInfoResp::setOperationHandle);
    }

    @Override
    public TGetCatalogsResp GetCatalogs(TGetCatalogsReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_CATALOGS,
                (calls, connection) -> calls.catalogs(),
                TGetCatalogsResp::new,
                TGetCatalogsResp::setOperationHandle);
    }

    @Override
    public TGetSchemasResp GetSchemas(TGetSchemasReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_SCHEMAS,
                (calls, connection) -> calls.schemas(connection, request.getSchemaName()),
                TGetSchemasResp::new,
                TGetSchemasResp::setOperationHandle);
    }

    @Override
    public TGetTablesResp GetTables(TGetTablesReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_TABLES,
                (calls, connection) -> calls.tables(
                        connection, request.getSchemaName(), request.getTableName(), request.getTableTypes()),
                TGetTablesResp::new,
                TGetTablesResp::setOperationHandle);
    }

    @Override
    public TGetTableTypesResp GetTableTypes(TGetTableTypesReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_TABLE_TYPES,
                (calls, connection) -> calls.tableTypes(),
                TGetTableTypesResp::new,
                TGetTableTypesResp::setOperationHandle);
    }

    @Override
    public TGetColumnsResp GetColumns(TGetColumnsReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_COLUMNS,
                (calls, connection) -> calls.columns(
                        connection, request.getSchemaName(), request.getTableName(), request.getColumnName()),
                TGetColumnsResp::new,
                TGetColumnsResp::setOperationHandle);
    }

    @Override
    public TGetFunctionsResp GetFunctions(TGetFunctionsReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.GET_FUNCTIONS,
                (calls, connection) -> calls.functions(connection, request.getSchemaName(), request.getFunctionName()),
                TGetFunctionsResp::new,
                TGetFunctionsResp::setOperationHandle);
    }

    @Override
    public TGetPrimaryKeysResp GetPrimaryKeys(TGetPrimaryKeysReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.UNKNOWN,
                (calls, connection) -> calls.primaryKeys(connection, request.getSchemaName(), request.getTableName()),
                TGetPrimaryKeysResp::new,
                TGetPrimaryKeysResp::setOperationHandle);
    }

    @Override
    public TGetCrossReferenceResp GetCrossReference(TGetCrossReferenceReq request) throws TException {
        return metadata(
                request.getSessionHandle(),
                TOperationType.UNKNOWN,
                (calls, connection) -> calls.crossReference(
                        connection,
                        request.getParentSchemaName(),
                        request.getParentTableName(),
                        request.getForeignSchemaName(),
                        request.getForeignTableName()),
                TGetCrossReferenceResp::new,
                TGetCrossReferenceResp::setOperationHandle);
    }
}
