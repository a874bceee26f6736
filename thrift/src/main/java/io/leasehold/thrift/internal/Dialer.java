package io.leasehold.thrift.internal;

import io.leasehold.thrift.HostResolver;
import io.leasehold.thrift.ThriftEndpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Connects to an endpoint: resolves its name every time, tries each address in turn, and shakes hands if TLS is wanted.
 * Immutable.
 *
 * @param connectTimeout for one address
 * @param limit for all of them
 */
record Dialer(
        ThriftEndpoint endpoint,
        HostResolver resolver,
        Duration connectTimeout,
        Duration limit,
        @Nullable SSLContext tls) {

    /** A connected socket, and the one below TLS or the same again. */
    record Line(Socket socket, Socket wire) {}

    Line dial() throws IOException {
        Socket wire = connect(addresses());
        if (tls == null) {
            return new Line(wire, wire);
        }
        try {
            return new Line(shakeHands(wire, tls), wire);
        } catch (IOException | RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private List<InetAddress> addresses() throws UnknownHostException {
        List<InetAddress> found;
        try {
            found = resolver.resolve(endpoint.host());
        } catch (UnknownHostException e) {
            throw unknown(e);
        }
        if (found.isEmpty()) {
            throw unknown(null);
        }
        return found;
    }

    private UnknownHostException unknown(@Nullable Throwable cause) {
        UnknownHostException told = new UnknownHostException(
                "The host of endpoint " + endpoint + " is unknown: correct the endpoint or the name service.");
        if (cause != null) {
            told.initCause(cause);
        }
        return told;
    }

    private Socket connect(List<InetAddress> addresses) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        ConnectException none = null;
        for (InetAddress address : addresses) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                break;
            }
            try {
                return connect(address, Math.min(left, connectTimeout.toMillis()));
            } catch (IOException e) {
                if (none == null) {
                    none = new ConnectException(
                            "Cannot connect to " + endpoint + " (" + address.getHostAddress() + "): " + e.getMessage());
                    none.initCause(e);
                } else {
                    none.addSuppressed(e);
                }
            }
        }
        throw none != null ? none : new ConnectException("Connecting to " + endpoint + " was given up");
    }

    private Socket connect(InetAddress address, long timeoutMillis) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(address, endpoint.port()), (int) Math.max(1, timeoutMillis));
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private Socket shakeHands(Socket wire, SSLContext context) throws IOException {
        wire.setSoTimeout((int) connectTimeout.toMillis());
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(wire, endpoint.host(), endpoint.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        try {
            socket.startHandshake();
        } catch (IOException e) {
            throw new IOException("The TLS handshake with " + endpoint + " failed: " + e.getMessage(), e);
        }
        return socket;
    }
}
