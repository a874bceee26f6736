package io.leasehold.gateway.internal.wire;

import io.leasehold.gateway.internal.auth.LoginRefusedException;
import io.leasehold.session.SessionRefusedException;
import java.io.IOException;
import java.util.Locale;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransportException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves calls that come in requests, one in each. Blocks the request's thread, which is a virtual one where there are such. Safe
 * for any number of threads.
 *
 * <p>Nothing of a request is kept before it is one of a call and its user is known: what is refused before costs its head.
 */
final class ThriftHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(ThriftHandler.class);
    private static final String THRIFT = "application/x-thrift";
    private static final int DEEPEST = 64;
    private static final int LARGEST_BEFORE_LOGIN = 64 * 1024;

    private final ListenerParts parts;
    private final String path;
    private final HttpSockets sockets;
    private final HttpLogin login;

    ThriftHandler(ListenerParts parts, String path, HttpSockets sockets) {
        this.parts = parts;
        this.path = path;
        this.sockets = sockets;
        this.login = new HttpLogin(parts, path);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpSockets.Entry socket = sockets.of(request.getConnectionMetaData().getConnection());
        if (socket == null) {
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "There are too many connections.");
        }
        if (!isCall(request, response, callback)) {
            return true;
        }
        try {
            String who = login.who(request, response, socket);
            return answer(request, response, callback, socket, who);
        } catch (LoginRefusedException e) {
            readSmallBody(request);
            response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Basic realm=\"leasehold\", charset=\"UTF-8\"");
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.UNAUTHORIZED_401, String.valueOf(e.getMessage()));
        } catch (SessionRefusedException e) {
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.SERVICE_UNAVAILABLE_503, "This server is stopping.");
        }
    }

    /**
     * Reads what a client that is asked for its password has sent: else its socket would have to be closed, and it might see that
     * instead of the answer. As much as a step of a login may have, within the limit of logging in.
     */
    private static void readSmallBody(Request request) {
        if (request.getLength() > 0 && request.getLength() <= LARGEST_BEFORE_LOGIN) {
            try {
                Content.Source.consumeAll(request);
            } catch (IOException e) {
                LOG.debug("a request ended before its body", e);
            }
        }
    }

    /** Whether it may be one; if not, it has been answered. */
    private boolean isCall(Request request, Response response, Callback callback) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        if (!path.equals(withoutSlash(Request.getPathInContext(request)))) {
            HttpAnswers.sentence(response, callback, HttpStatus.NOT_FOUND_404, "Calls are posted to " + path + ".");
        } else if (!HttpMethod.POST.is(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, HttpMethod.POST.asString());
            HttpAnswers.sentence(response, callback, HttpStatus.METHOD_NOT_ALLOWED_405, "Calls come by POST.");
        } else if (type == null || !isThrift(type)) {
            HttpAnswers.sentence(
                    response, callback, HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "Calls are of type " + THRIFT + ".");
        } else if (request.getLength() > parts.settings.maximumMessage()) {
            tooLarge(response, callback);
        } else {
            return true;
        }
        return false;
    }

    private static String withoutSlash(String path) {
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean isThrift(String type) {
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(THRIFT);
    }

    private boolean tooLarge(Response response, Callback callback) {
        return HttpAnswers.sentence(
                response,
                callback,
                HttpStatus.PAYLOAD_TOO_LARGE_413,
                "A call has at most " + parts.settings.maximumMessage() + " bytes.");
    }

    private boolean answer(
            Request request, Response response, Callback callback, HttpSockets.Entry socket, String who) {
        boolean verified = parts.settings.authentication() == Authentication.PASSWORD;
        HttpCaller caller = new HttpCaller(parts, socket, socket.registered(), who, verified, doAs(request));
        if (verified) {
            socket.loggedIn();
        }
        int limit = parts.settings.maximumMessage();
        MessageTransport transport = new MessageTransport(
                Content.Source.asInputStream(request),
                false,
                new byte[0],
                new TConfiguration(limit, limit, DEEPEST),
                answer -> send(answer, response));
        GuardedProtocol protocol = new GuardedProtocol(transport, () -> {
            // Without a password a call that came whole is the login; half of one keeps no socket.
            socket.loggedIn();
            // To be answered may take longer than a socket may be idle.
            request.addIdleTimeoutListener(idle -> false);
        });
        try {
            parts.handlers.handlerFor(caller).process(protocol, protocol);
        } catch (TException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return failed(e, protocol, response, callback, socket);
        }
        if (protocol.isSpoiled()) {
            parts.garbage(socket.address(), "a message that is too large, too deep or broken");
        }
        callback.succeeded();
        return true;
    }

    private static void send(AnswerBuffer answer, Response response) throws IOException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, THRIFT);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.size());
        answer.send(Content.Sink.asOutputStream(response), false);
    }

    private boolean failed(
            Throwable error, GuardedProtocol protocol, Response response, Callback callback, HttpSockets.Entry socket) {
        if (response.isCommitted()) {
            callback.failed(error);
            return true;
        }
        if (isCut(error)) {
            // Failing the request would have Jetty write the error with its stack to the log, for each that is cut off.
            parts.garbage(socket.address(), "half a call");
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.BAD_REQUEST_400, "This is the beginning of a call.");
        }
        if (error instanceof OutOfMemoryError) {
            LOG.warn(
                    "a call from {} could not be answered, as there was no memory for it: {}",
                    socket.address(),
                    error.toString());
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500, "There was no memory for the answer.");
        }
        if (protocol.isRead()) {
            LOG.error("a call from {} could not be answered", socket.address(), error);
            return HttpAnswers.sentence(
                    response, callback, HttpStatus.INTERNAL_SERVER_ERROR_500, "The call could not be answered.");
        }
        parts.garbage(socket.address(), "what is no call");
        if (error instanceof TTransportException transport
                && transport.getType() == TTransportException.MESSAGE_SIZE_LIMIT) {
            return tooLarge(response, callback);
        }
        return HttpAnswers.sentence(response, callback, HttpStatus.BAD_REQUEST_400, "This is no call.");
    }

    /** Whether its rest did not come, or not as HTTP has it. */
    private static boolean isCut(Throwable error) {
        return error instanceof TTransportException && error.getCause() instanceof IOException;
    }

    /** Hive's parameter, whatever its case. */
    private static String doAs(Request request) {
        for (Fields.Field parameter : Request.extractQueryParameters(request)) {
            if (parameter.getName().equalsIgnoreCase("doAs")) {
                String value = parameter.getValue();
                return value == null ? "" : value;
            }
        }
        return "";
    }
}
