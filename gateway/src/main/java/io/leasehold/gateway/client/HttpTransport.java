package io.leasehold.gateway.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TEndpointTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * A call for each request: what was written is posted when it is flushed, and what comes back is read. For one thread.
 *
 * <p>Nothing is sent twice: the JDK repeats a request that it believes unanswered, but not one whose length was announced.
 */
final class HttpTransport extends TEndpointTransport {

    private static final int CONNECT_MILLIS = 10_000;

    private final HiveUrl server;
    private final Login login;
    private final URI uri;
    private final @Nullable SSLSocketFactory sockets;
    private final ByteArrayOutputStream request = new ByteArrayOutputStream();
    private @Nullable InputStream answer;

    HttpTransport(HiveUrl server, Login login) throws TTransportException, CannotConnectException {
        super(TConfiguration.DEFAULT);
        this.server = server;
        this.login = login;
        sockets = server.tls() ? TrustedCertificates.of(server) : null;
        try {
            uri = new URI(
                    server.tls() ? "https" : "http",
                    null,
                    server.host(),
                    server.port(),
                    "/" + server.httpPath(),
                    null,
                    null);
        } catch (URISyntaxException e) {
            throw new CannotConnectException("This URL cannot be used: " + e.getMessage() + ".", e);
        }
    }

    /** The server has answered by HTTP, and what it said is no answer to a call. */
    static final class AnsweredByHttpException extends TTransportException {

        private static final long serialVersionUID = 1L;

        private final int status;

        AnsweredByHttpException(int status, String message) {
            super(message);
            this.status = status;
        }

        boolean refusesLogin() {
            return status == HttpURLConnection.HTTP_UNAUTHORIZED || status == HttpURLConnection.HTTP_FORBIDDEN;
        }
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void open() {
        // Each call opens what it needs.
    }

    @Override
    public void close() {
        try {
            discardAnswer();
        } catch (IOException e) {
            // Nobody reads it any more.
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TTransportException {
        if (answer == null) {
            throw new TTransportException(TTransportException.NOT_OPEN, "nothing was asked");
        }
        try {
            int read = answer.read(buffer, offset, length);
            if (read < 0) {
                throw new TTransportException(TTransportException.END_OF_FILE, "the answer ends too early");
            }
            countConsumedMessageBytes(read);
            return read;
        } catch (IOException e) {
            throw new TTransportException(e);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
        request.write(buffer, offset, length);
    }

    @Override
    public void flush() throws TTransportException {
        byte[] body = request.toByteArray();
        request.reset();
        resetConsumedMessageSize(-1);
        try {
            discardAnswer();
            answer = post(body);
        } catch (IOException e) {
            throw new TTransportException(e);
        }
    }

    private InputStream post(byte[] body) throws IOException, TTransportException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        if (connection instanceof HttpsURLConnection encrypted && sockets != null) {
            encrypted.setSSLSocketFactory(sockets);
        }
        connection.setRequestMethod("POST");
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        connection.setFixedLengthStreamingMode(body.length);
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/x-thrift");
        connection.setRequestProperty("Accept", "application/x-thrift");
        connection.setRequestProperty("X-XSRF-HEADER", "true");
        String pair = login.user() + ":" + login.password();
        connection.setRequestProperty(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body);
        }
        int status = connection.getResponseCode();
        if (status != HttpURLConnection.HTTP_OK) {
            throw new AnsweredByHttpException(
                    status, "the server at " + server.address() + " answered with HTTP status " + status);
        }
        return connection.getInputStream();
    }

    /** Read to its end an answer leaves its socket to the next call. */
    private void discardAnswer() throws IOException {
        if (answer != null) {
            try (InputStream rest = answer) {
                rest.transferTo(OutputStream.nullOutputStream());
            }
            answer = null;
        }
    }
}
