package io.leasehold.gateway.internal.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between Jetty and the {@link Console}. Safe for any number of threads.
 *
 * <p>Every answer forbids to be framed, sniffed, kept, read by other sites, or to name its address to anybody; no page may load or run
 * anything that is not a file of the console.
 */
final class ConsoleHandler extends Handler.Abstract {

    private static final Logger LOG = LoggerFactory.getLogger(ConsoleHandler.class);
    private static final int LONGEST_FORM = 8 * 1024;

    private final Console console;

    ConsoleHandler(Console console) {
        this.console = console;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Answer answer;
        try {
            answer = console.answer(new JettyAsked(request));
        } catch (IOException e) {
            callback.failed(e);
            return true;
        } catch (RuntimeException e) {
            LOG.error("the console could not answer {} {}", request.getMethod(), Request.getPathInContext(request), e);
            answer = Answer.text(500, "The console could not answer this; the log says why.");
        }
        send(answer, request, response, callback);
        return true;
    }

    static void send(Answer answer, Request request, Response response, Callback callback) {
        response.setStatus(answer.status());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put("Content-Type", answer.type());
        headers.put(
                "Content-Security-Policy",
                "default-src 'self'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors 'none'; object-src 'none'");
        headers.put("Referrer-Policy", "no-referrer");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("X-Frame-Options", "DENY");
        headers.put("Cross-Origin-Opener-Policy", "same-origin");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Cache-Control", "no-store");
        answer.headers().forEach((name, value) -> headers.put(name, value));
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        headers.put("Content-Length", Integer.toString(body.length));
        if (request.getMethod().equals("HEAD")) {
            response.write(true, ByteBuffer.allocate(0), callback);
        } else {
            response.write(true, ByteBuffer.wrap(body), callback);
        }
    }

    private record JettyAsked(Request request) implements Asked {

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String path() {
            return Request.getPathInContext(request);
        }

        @Override
        public Form query() {
            return Form.parse(request.getHttpURI().getQuery());
        }

        @Override
        public Optional<Form> body() throws IOException {
            String type = header("Content-Type").orElse("");
            if (!type.split(";")[0].strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
                return Optional.empty();
            }
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            try (InputStream body = Content.Source.asInputStream(request)) {
                read.writeBytes(body.readNBytes(LONGEST_FORM + 1));
            }
            return read.size() > LONGEST_FORM
                    ? Optional.empty()
                    : Optional.of(Form.parse(read.toString(StandardCharsets.UTF_8)));
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(request.getHeaders().get(name));
        }

        @Override
        public Optional<String> cookie(String name) {
            return Request.getCookies(request).stream()
                    .filter(cookie -> cookie.getName().equals(name))
                    .map(HttpCookie::getValue)
                    .findFirst();
        }

        @Override
        public String address() {
            return Request.getRemoteAddr(request);
        }

        @Override
        public boolean fromLoopback() {
            SocketAddress remote = request.getConnectionMetaData().getRemoteSocketAddress();
            InetAddress address = remote instanceof InetSocketAddress inet ? inet.getAddress() : null;
            return address != null && address.isLoopbackAddress();
        }

        @Override
        public int port() {
            return Request.getLocalPort(request);
        }
    }
}
