package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.operation.GatewaySession;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.OperationId;
import io.leasehold.gateway.internal.operation.Operations;
import io.leasehold.gateway.internal.operation.SessionStatements;
import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import io.leasehold.session.NoSuchSessionException;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionEndedException;
import io.leasehold.session.SessionToken;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.hive.service.rpc.thrift.TOperationHandle;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.thrift.TException;
import org.jspecify.annotations.Nullable;

/**
 * What every call of one caller does first and last: finds what its handle means, and answers whatever went wrong in the protocol; the
 * answer to a client that is gone goes nowhere, which its transport knows. For one thread at a time, as callers are.
 *
 * <p>A handle leads to a session only through the registry, which asks for its secret, in constant time, and for its user. An
 * operation's is found by its id first, to know which session to ask for; one that nobody has is asked for as nobody's session, so that
 * it is answered in the same words and after the same work as one with a wrong secret.
 */
final class CallContext {

    /** An id of 16 bytes that no session has. */
    private static final String NOBODYS = new UUID(0, 0).toString();

    private final Core core;
    private final Caller caller;

    /** What all callers share. */
    record Core(
            Sessions sessions,
            Operations operations,
            SessionCalls opening,
            SessionStatements statements,
            OperationCalls running,
            MetadataRequests metadata) {}

    CallContext(Core core, Caller caller) {
        this.core = core;
        this.caller = caller;
    }

    Core core() {
        return core;
    }

    Caller caller() {
        return caller;
    }

    /**
     * Waits for an operation whose handle the client does not have yet. If the client is gone nobody ever will, so nothing is left of
     * it, whatever becomes of the session; but a COMMIT that is under way ends by itself before.
     *
     * @param stage of the operation's, which is waited for
     */
    void await(Operation operation, Future<Void> stage) throws ClientGoneException, InterruptedException {
        try {
            Waits.untilDone(caller, stage);
        } catch (ClientGoneException | InterruptedException e) {
            core.operations().abandon(operation, "its client is gone");
            throw e;
        }
    }

    /** Its client has no handle to ask by, so that nothing is left of it. */
    void refuseIfItFailed(Operation operation) throws ClientErrorException {
        ClientErrorException error = operation.status().error();
        if (error != null) {
            operation.heard();
            core.operations().close(operation, "it failed");
            throw error;
        }
    }

    interface Body<T> {
        T answer() throws Exception;
    }

    interface InSession<T> {
        T answer(GatewaySession session, SessionToken token) throws Exception;
    }

    interface OnOperation<T> {
        T answer(Operation operation) throws Exception;
    }

    static <T> T answer(Body<T> body, Function<TStatus, T> failure) throws TException {
        try {
            return body.answer();
        } catch (ClientGoneException e) {
            // Thrift would write an error with its stack to the log for what is thrown; what is returned meets a closed
            // connection.
            return failure.apply(Statuses.gone(e));
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            return failure.apply(Statuses.of(e));
        }
    }

    /** In a call of the session, which its owner alone can begin. */
    <T> T inSession(@Nullable TSessionHandle handle, InSession<T> body) throws Exception {
        SessionToken token = Handles.token(handle);
        try (SessionCall call = call(token)) {
            GatewaySession session = core.sessions().find(call.session().id());
            if (session == null) {
                throw UnknownHandleException.of(new NoSuchSessionException());
            }
            session.lost(call.losses());
            return body.answer(session, token);
        } catch (NoSuchSessionException | SessionEndedException e) {
            throw UnknownHandleException.of(e);
        }
    }

    private SessionCall call(SessionToken token) {
        return caller.connection().call(token, principalFor(token));
    }

    /** Who was not asked who it is says so at the open alone; there the secret is all that there is to prove. */
    private String principalFor(SessionToken token) {
        if (caller.verified() || !caller.principal().isEmpty()) {
            return caller.principal();
        }
        byte[] id = token.id();
        return id.length == 16 ? core.sessions().principalOf(Handles.text(id)) : "";
    }

    <T> T onOperation(@Nullable TOperationHandle handle, OnOperation<T> body) throws Exception {
        OperationId id = Handles.operation(handle);
        String sessionId = core.operations().sessionOf(id);
        SessionToken token = Handles.token(sessionId.isEmpty() ? NOBODYS : sessionId, handle);
        try (SessionCall call = call(token)) {
            GatewaySession session = core.sessions().find(call.session().id());
            if (session == null) {
                throw UnknownHandleException.ofOperation();
            }
            // The call has taken them, whatever becomes of it: nobody else would tell.
            session.lost(call.losses());
            Operation operation = core.operations().find(id);
            if (operation == null) {
                throw UnknownHandleException.ofOperation();
            }
            return body.answer(operation);
        } catch (SessionEndedException e) {
            throw UnknownHandleException.of(e);
        } catch (NoSuchSessionException e) {
            throw UnknownHandleException.ofOperation();
        }
    }
}
