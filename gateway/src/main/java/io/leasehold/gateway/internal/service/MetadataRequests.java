package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.operation.GatewaySession;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.SessionStatements;
import io.leasehold.gateway.internal.result.MetadataCalls;
import io.leasehold.gateway.internal.result.RowReader;
import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.apache.hive.service.rpc.thrift.TOperationType;

/** Calls for metadata, as operations. Safe for any number of threads. */
final class MetadataRequests {

    private static final int MOST_ROWS = 1_000_000;

    private final SessionStatements statements;
    private final Map<BackendKind, MetadataCalls> calls = new EnumMap<>(BackendKind.class);

    MetadataRequests(SessionStatements statements) {
        this.statements = statements;
        for (BackendKind kind : BackendKind.values()) {
            calls.put(kind, new MetadataCalls(kind, MOST_ROWS));
        }
    }

    /** What is asked. */
    interface Asked {
        RowReader ask(MetadataCalls calls, Connection connection) throws SQLException;
    }

    Operation begin(GatewaySession session, TOperationType type, Asked asked) throws ClientErrorException {
        BackendKind kind = session.profile().backend().kind();
        return statements.ask(
                session, type.name(), connection -> asked.ask(Objects.requireNonNull(calls.get(kind)), connection));
    }
}
