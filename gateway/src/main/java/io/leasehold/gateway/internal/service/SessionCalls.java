package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.PinMode;
import io.leasehold.gateway.internal.auth.ProxyRules;
import io.leasehold.gateway.internal.backend.Backend;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.backend.Identity;
import io.leasehold.gateway.internal.operation.GatewaySession;
import io.leasehold.gateway.internal.operation.Operation;
import io.leasehold.gateway.internal.operation.Operations;
import io.leasehold.gateway.internal.operation.SessionProfile;
import io.leasehold.gateway.internal.operation.SessionStatements;
import io.leasehold.gateway.internal.sql.ClientDialect;
import io.leasehold.gateway.internal.sql.SqlRules;
import io.leasehold.gateway.internal.sql.StatementReaders;
import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import io.leasehold.session.HoldKind;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.Session;
import io.leasehold.session.SessionOpener;
import io.leasehold.session.SessionOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;

/** How sessions are opened. Safe for any number of threads. */
final class SessionCalls {

    /** Rows by columns came with it; before it a result is rows of values, which no client in use asks for. */
    private static final TProtocolVersion OLDEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V6;

    /** The newest that Hive 4.0's clients speak. */
    private static final TProtocolVersion NEWEST = TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10;

    private static final String ANYBODY = "anonymous";

    /** As over HTTP; names outlive their sessions, where it is remembered whose they were. */
    private static final int LONGEST_NAME = 256;

    private final Backends backends;
    private final Sessions sessions;
    private final Operations operations;
    private final SessionStatements statements;
    private final ProxyRules proxies;

    SessionCalls(
            Backends backends,
            Sessions sessions,
            Operations operations,
            SessionStatements statements,
            ProxyRules proxies) {
        this.backends = backends;
        this.sessions = sessions;
        this.operations = operations;
        this.statements = statements;
        this.proxies = proxies;
    }

    TOpenSessionResp open(Caller caller, TOpenSessionReq request)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        TProtocolVersion asked = request.getClient_protocol();
        if (asked == null || asked.getValue() < OLDEST.getValue()) {
            throw new ClientErrorException(
                    "08P01",
                    "the client speaks a version of the protocol that is too old: this gateway speaks V6 to V10");
        }
        OpenRequest wanted = OpenRequest.read(request.getConfiguration());
        Identity identity = identity(caller, request, wanted);
        Backends.Destination destination = backends.find(wanted.database());
        SessionProfile profile = profile(destination.backend(), identity, caller.address(), wanted);
        SessionOptions options = wanted.options().actingAs(identity.actsForAnother() ? identity.actingAs() : "");
        OpenedSession opened =
                opened(caller, identity, options, session -> prepare(caller, session, profile, wanted, destination));
        TOpenSessionResp answer =
                new TOpenSessionResp(Statuses.success(), asked.getValue() < NEWEST.getValue() ? asked : NEWEST);
        answer.setSessionHandle(Handles.session(opened.token()));
        answer.setConfiguration(Map.of(
                "hive.server2.thrift.resultset.default.fetch.size",
                Integer.toString(operations.settings().fetchSize())));
        return answer;
    }

    private static OpenedSession opened(
            Caller caller, Identity identity, SessionOptions options, SessionOpener<OpeningException> opener)
            throws ClientErrorException, ClientGoneException, InterruptedException {
        try {
            return caller.connection().open(identity.principal(), options, opener);
        } catch (OpeningException e) {
            if (e.getCause() instanceof ClientErrorException told) {
                throw told;
            }
            if (e.getCause() instanceof ClientGoneException gone) {
                throw gone;
            }
            throw (InterruptedException) e.getCause();
        }
    }

    private Identity identity(Caller caller, TOpenSessionReq request, OpenRequest wanted) throws ClientErrorException {
        String principal = caller.principal();
        if (principal.isEmpty() && !caller.verified()) {
            String claimed = request.getUsername();
            principal = claimed == null || claimed.isBlank() ? ANYBODY : claimed;
        }
        if (principal.length() > LONGEST_NAME) {
            throw new ClientErrorException("28000", "a user's name has at most " + LONGEST_NAME + " characters");
        }
        String actingAs = !caller.doAs().isEmpty() ? caller.doAs() : wanted.proxyUser();
        if (actingAs.isEmpty() || actingAs.equals(principal)) {
            return new Identity(principal, principal);
        }
        if (!proxies.allow(principal, actingAs, caller.address())) {
            throw new ClientErrorException("28000", "this user may not act on behalf of another from here");
        }
        return new Identity(principal, actingAs);
    }

    private static SessionProfile profile(Backend backend, Identity identity, String address, OpenRequest wanted)
            throws ClientErrorException {
        if (!backend.serves(identity)) {
            throw new ClientErrorException(
                    "28000",
                    "backend " + backend.name() + " has no login for the user on whose behalf the client wants to act");
        }
        PinMode own = backend.settings().pinMode();
        PinMode mode = wanted.pinMode().orElse(own);
        // Only where statements are told apart at all, and where no less is kept than the backend's own mode would.
        if (mode != own && own != PinMode.AUTO) {
            throw new ClientErrorException(
                    "0A000",
                    "backend " + backend.name() + " has pin mode "
                            + own.name().toLowerCase(Locale.ROOT)
                            + ", which a client cannot change");
        }
        ClientDialect dialect = wanted.dialect().orElse(backend.settings().dialect());
        SqlRules rules = new SqlRules(
                backend.settings().allowedSettings(),
                backend.settings().statefulNames(),
                !backend.settings().users().isEmpty());
        return new SessionProfile(
                backend, identity, mode, StatementReaders.of(dialect, backend.kind(), rules), address);
    }

    private void prepare(
            Caller caller,
            Session session,
            SessionProfile profile,
            OpenRequest wanted,
            Backends.Destination destination)
            throws OpeningException {
        awaitServed(caller, profile.backend());
        GatewaySession opened = new GatewaySession(operations, profile, session, wanted.statementTimeout());
        sessions.add(opened);
        session.hold(HoldKind.OTHER, "its place among the sessions", () -> sessions.remove(opened.id()));
        try {
            for (Map.Entry<String, String> setting : wanted.settings().entrySet()) {
                opened.variables().set(setting.getKey(), setting.getValue());
            }
            if (destination.schema().isPresent()) {
                Operation use = statements.use(opened, destination.schema().get());
                Waits.untilDone(caller, use.settled());
                ClientErrorException error = use.status().error();
                operations.close(use, "done");
                if (error != null) {
                    throw error;
                }
            }
            opened.variables().opened();
        } catch (ClientErrorException | ClientGoneException | InterruptedException e) {
            throw new OpeningException(e);
        }
    }

    /** A backend that was away when the gateway started is looked at first; the session is registered, so its client's death ends it. */
    private static void awaitServed(Caller caller, Backend backend) throws OpeningException {
        try {
            Future<Optional<ClientErrorException>> served = backend.served();
            Waits.untilDone(caller, served);
            Optional<ClientErrorException> refused = served.get();
            if (refused.isPresent()) {
                throw refused.get();
            }
        } catch (ClientErrorException | ClientGoneException | InterruptedException e) {
            throw new OpeningException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a look at backend " + backend.name() + " ended without an answer", e);
        }
    }

    /** What went wrong while a session was opened. */
    private static final class OpeningException extends Exception {

        private static final long serialVersionUID = 1L;

        OpeningException(Exception cause) {
            super(cause);
        }

        @Override
        public synchronized Exception getCause() {
            return (Exception) Objects.requireNonNull(super.getCause());
        }
    }
}
