package io.leasehold.gateway.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import org.apache.thrift.transport.TSaslClientTransport;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** Opens what an URL says: a socket, TLS on it, a login by SASL's PLAIN; or HTTP. Stateless. */
final class Transports {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** For TLS and login; a server that says nothing in that time is another kind of server. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(20);

    private Transports() {}

    /** @throws CannotConnectException with the reason and what to change */
    static TTransport open(HiveUrl url, Login login) throws CannotConnectException {
        try {
            if (url.transport() == HiveUrl.Transport.HTTP) {
                return new HttpTransport(url, login);
            }
            return binary(url, login);
        } catch (IOException e) {
            throw cannotConnect(url, e);
        } catch (TTransportException e) {
            throw e.getCause() instanceof IOException io ? cannotConnect(url, io) : refused(url, login, e);
        }
    }

    private static TTransport binary(HiveUrl url, Login login)
            throws IOException, TTransportException, CannotConnectException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(url.host(), url.port()), (int) CONNECT.toMillis());
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout((int) HANDSHAKE.toMillis());
            TTransport transport = new TSocket(url.tls() ? encrypted(url, socket) : socket);
            if (url.login()) {
                transport = new TSaslClientTransport("PLAIN", null, null, null, Map.of(), said(login), transport);
                transport.open();
            }
            // From here on the server may take as long as a statement does.
            socket.setSoTimeout(0);
            return transport;
        } catch (IOException | TTransportException | CannotConnectException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLSocket encrypted(HiveUrl url, Socket socket) throws IOException, CannotConnectException {
        SSLSocketFactory factory = TrustedCertificates.of(url);
        SSLSocket encrypted = (SSLSocket) factory.createSocket(socket, url.host(), url.port(), true);
        SSLParameters parameters = encrypted.getSSLParameters();
        // The name in the certificate must be the server's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        encrypted.setSSLParameters(parameters);
        encrypted.startHandshake();
        return encrypted;
    }

    private static CallbackHandler said(Login login) {
        return callbacks -> {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback name) {
                    name.setName(login.user());
                } else if (callback instanceof PasswordCallback password) {
                    password.setPassword(login.password().toCharArray());
                }
            }
        };
    }

    static CannotConnectException cannotConnect(HiveUrl url, IOException e) {
        String at = url.address();
        if (e instanceof SSLException) {
            return new CannotConnectException(
                    "TLS with " + at + " failed (" + e.getMessage()
                            + "): leave ssl=true out if the server has none, or name the certificate to trust by sslTrustStore=FILE.",
                    e);
        }
        if (e instanceof UnknownHostException) {
            return new CannotConnectException("There is no host '" + url.host() + "': check the URL.", e);
        }
        if (e instanceof SocketTimeoutException) {
            return new CannotConnectException(
                    at + " did not answer in time: check host and port, and whether it is a HiveServer2 with "
                            + (url.tls() ? "TLS." : "this transport and no TLS."),
                    e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new CannotConnectException(
                    "Nothing answers at " + at + ": start the server (leasehold serve), or give its URL by -u.", e);
        }
        if (url.transport() == HiveUrl.Transport.HTTP) {
            return new CannotConnectException(
                    at + " gives no answer by HTTP (" + e.getMessage()
                            + "): leave transportMode=http out if that is its binary port, or give its port for HTTP.",
                    e);
        }
        return new CannotConnectException("The connection to " + at + " broke (" + e.getMessage() + ").", e);
    }

    /** A server that refuses a login says so; one that expected none, or no TLS, hangs up. */
    private static CannotConnectException refused(HiveUrl url, Login login, TTransportException e) {
        String said = String.valueOf(e.getMessage());
        String peer = "Peer indicated failure:";
        if (said.contains(peer)) {
            return CannotConnectException.loginRefused(
                    "The server refused the login of '" + login.user() + "': "
                            + said.substring(said.indexOf(peer) + peer.length()).strip(),
                    e);
        }
        return hungUp(url, e);
    }

    static CannotConnectException hungUp(HiveUrl url, Throwable e) {
        String advice = url.login()
                ? "add auth=noSasl to the URL if it asks for no login"
                : "it may ask for a login: leave auth=noSasl out";
        return new CannotConnectException(
                "The server at " + url.address() + " hung up before a session was open: " + advice + "; "
                        + (url.tls() ? "leave ssl=true out if it has no TLS" : "add ssl=true if it has TLS")
                        + "; if that is its port for HTTP, add transportMode=http;httpPath=cliservice, or give its other port.",
                e);
    }
}
