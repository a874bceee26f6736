package io.leasehold.gateway.internal.wire;

import io.leasehold.session.HoldKind;
import io.leasehold.session.OpenedSession;
import io.leasehold.session.SessionCall;
import io.leasehold.session.SessionException;
import io.leasehold.session.SessionOptions;
import io.leasehold.session.SessionToken;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hive.service.rpc.thrift.TCLIService;
import org.apache.hive.service.rpc.thrift.TCloseSessionReq;
import org.apache.hive.service.rpc.thrift.TCloseSessionResp;
import org.apache.hive.service.rpc.thrift.TExecuteStatementReq;
import org.apache.hive.service.rpc.thrift.TExecuteStatementResp;
import org.apache.hive.service.rpc.thrift.TGetInfoResp;
import org.apache.hive.service.rpc.thrift.TGetInfoValue;
import org.apache.hive.service.rpc.thrift.THandleIdentifier;
import org.apache.hive.service.rpc.thrift.TOpenSessionReq;
import org.apache.hive.service.rpc.thrift.TOpenSessionResp;
import org.apache.hive.service.rpc.thrift.TProtocolVersion;
import org.apache.hive.service.rpc.thrift.TSessionHandle;
import org.apache.hive.service.rpc.thrift.TStatus;
import org.apache.hive.service.rpc.thrift.TStatusCode;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.TProcessor;

/**
 * A service that opens real sessions and runs no SQL: the statement "wait" runs until it is let go, "look" looks whether that
 * is so, "pin" has its session keep something. Safe for any number of threads.
 */
final class FakeService implements CallHandlers {

    static final String ANONYMOUS = "anonymous";

    final List<Caller> callers = new CopyOnWriteArrayList<>();

    /** The statements that wait are let go when this completes. */
    volatile CompletableFuture<Void> work = new CompletableFuture<>();

    /** Who was gone when their statement waited. */
    final List<String> gone = new CopyOnWriteArrayList<>();

    /** Whether the work was done, by statements that looked at it once. */
    final List<Boolean> looks = new CopyOnWriteArrayList<>();

    final List<String> statements = new CopyOnWriteArrayList<>();

    /** What GetInfo answers. */
    volatile String info = "Leasehold";

    @Override
    public TProcessor handlerFor(Caller caller) {
        callers.add(caller);
        TCLIService.Iface calls = (TCLIService.Iface) Proxy.newProxyInstance(
                FakeService.class.getClassLoader(),
                new Class<?>[] {TCLIService.Iface.class},
                (proxy, method, arguments) -> call(caller, method.getName(), arguments[0]));
        return new TCLIService.Processor<>(calls);
    }

    private Object call(Caller caller, String name, Object request) throws TException {
        return switch (name) {
            case "OpenSession" -> open(caller, (TOpenSessionReq) request);
            case "CloseSession" -> close(caller, ((TCloseSessionReq) request).getSessionHandle());
            case "GetInfo" -> new TGetInfoResp(success(), TGetInfoValue.stringValue(info));
            case "ExecuteStatement" -> execute(caller, (TExecuteStatementReq) request);
            default -> throw new TApplicationException(TApplicationException.INTERNAL_ERROR, "not faked: " + name);
        };
    }

    private static String who(Caller caller) {
        return caller.principal().isEmpty() ? ANONYMOUS : caller.principal();
    }

    private static TOpenSessionResp open(Caller caller, TOpenSessionReq request) {
        OpenedSession opened = caller.connection().open(who(caller), SessionOptions.DEFAULT, session -> {});
        TOpenSessionResp response = new TOpenSessionResp(success(), request.getClient_protocol());
        response.setServerProtocolVersion(TProtocolVersion.HIVE_CLI_SERVICE_PROTOCOL_V10);
        response.setSessionHandle(new TSessionHandle(new THandleIdentifier(
                ByteBuffer.wrap(opened.token().id()),
                ByteBuffer.wrap(opened.token().secret()))));
        return response;
    }

    private static SessionCall begin(Caller caller, TSessionHandle handle) {
        THandleIdentifier id = handle.getSessionId();
        return caller.connection().call(SessionToken.of(id.getGuid(), id.getSecret()), who(caller));
    }

    private static TCloseSessionResp close(Caller caller, TSessionHandle handle) {
        try (SessionCall call = begin(caller, handle)) {
            call.session().end();
            return new TCloseSessionResp(success());
        } catch (SessionException e) {
            return new TCloseSessionResp(new TStatus(TStatusCode.ERROR_STATUS));
        }
    }

    private TExecuteStatementResp execute(Caller caller, TExecuteStatementReq request) {
        statements.add(request.getStatement());
        try (SessionCall call = begin(caller, request.getSessionHandle())) {
            switch (request.getStatement()) {
                case "pin" -> call.session().hold(HoldKind.PIN, "pin", () -> {});
                case "wait" -> caller.await(work, Duration.ofMinutes(10));
                case "look" -> {
                    looks.add(caller.await(work, Duration.ZERO));
                    looks.add(caller.await(new CompletableFuture<>(), Duration.ofMillis(1)));
                }
                default -> {}
            }
            return new TExecuteStatementResp(success());
        } catch (SessionException e) {
            return new TExecuteStatementResp(new TStatus(TStatusCode.ERROR_STATUS));
        } catch (ClientGoneException e) {
            gone.add(e.getMessage());
            return new TExecuteStatementResp(new TStatus(TStatusCode.ERROR_STATUS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static TStatus success() {
        return new TStatus(TStatusCode.SUCCESS_STATUS);
    }
}
