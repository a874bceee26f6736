package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.operation.OperationId;
import io.leasehold.session.SessionToken;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TOperationType;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.jspecify.annotations.Nullable;

/**
 * Handles of the protocol. An operation's secret is its session's, as Impala has it: so whoever presents an operation is asked for
 * what proves the session, and the gateway keeps no secret of its own. Anything may be missing in what a client presents.
 */
final class Handles {

    private static final byte[] NOTHING = {};

    private Handles() {}

    static TSessionHandle session(SessionToken token) {
        return new TSessionHandle(new THandleIdentifier(ByteBuffer.wrap(token.id()), ByteBuffer.wrap(token.secret())));
    }

    static TOperationHandle operation(OperationId id, SessionToken session, TOperationType type, boolean hasRows) {
        THandleIdentifier identifier =
                new THandleIdentifier(ByteBuffer.wrap(id.bytes()), ByteBuffer.wrap(session.secret()));
        return new TOperationHandle(identifier, type, hasRows);
    }

    static SessionToken token(@Nullable TSessionHandle handle) {
        THandleIdentifier identifier = handle == null ? null : handle.getSessionId();
        return SessionToken.of(guid(identifier), secret(identifier));
    }

    /** The token of an operation's session. */
    static SessionToken token(String sessionId, @Nullable TOperationHandle handle) {
        return SessionToken.of(
                HexFormat.of().parseHex(sessionId.replace("-", "")),
                secret(handle == null ? null : handle.getOperationId()));
    }

    /** A session's id as displays have it. */
    static String text(byte[] id) {
        ByteBuffer bytes = ByteBuffer.wrap(id);
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    static OperationId operation(@Nullable TOperationHandle handle) {
        return OperationId.of(guid(handle == null ? null : handle.getOperationId()));
    }

    private static byte[] guid(@Nullable THandleIdentifier identifier) {
        return identifier == null || !identifier.isSetGuid() ? NOTHING : identifier.getGuid();
    }

    private static byte[] secret(@Nullable THandleIdentifier identifier) {
        return identifier == null || !identifier.isSetSecret() ? NOTHING : identifier.getSecret();
    }
}
