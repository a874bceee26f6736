package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.EventListener;
import java.util.Optional;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for HTTP/1.1, with TLS or without. Says neither what it is nor what went wrong inside. Starts once, closes once; safe for
 * any number of threads.
 */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private static final int BACKLOG = 1_024;
    private static final int LARGEST_HEAD = 16 * 1024;

    /** Bytes a second that a request's body must bring, so that nobody keeps a thread by sending one now and then. */
    private static final int SLOWEST_BODY = 500;

    /** As long as HiveServer2 keeps a socket of HTTP that nobody uses. */
    private static final long IDLE_MILLIS = 30 * 60_000L;

    private static final int THREADS_IDLE_MILLIS = 60_000;
    private static final int THREADS_FOR_IO = 8;

    private final String host;
    private final Server server;
    private final ServerConnector connector;

    /**
     * @param name of its threads
     * @param port 0 for any that is free
     * @param tls the certificate, or none for cleartext; not this one's to close
     * @param calls how many requests may be served at once, where each takes a platform thread
     * @param errors answers what HTTP itself refuses
     */
    public HttpListener(
            String name,
            String host,
            int port,
            Optional<TlsContext> tls,
            int calls,
            Handler handler,
            Request.Handler errors) {
        this.host = host;
        this.server = new Server(threads(name, calls));
        this.connector = tls.map(context -> encrypted(server, context)).orElseGet(() -> cleartext(server));
        connector.setHost(host);
        connector.setPort(port);
        connector.setAcceptQueueSize(BACKLOG);
        connector.setIdleTimeout(IDLE_MILLIS);
        server.addConnector(connector);
        server.setHandler(handler);
        server.setErrorHandler(errors);
    }

    private static QueuedThreadPool threads(String name, int calls) {
        QueuedThreadPool pool = new QueuedThreadPool(
                calls + THREADS_FOR_IO,
                THREADS_FOR_IO,
                THREADS_IDLE_MILLIS,
                -1,
                null,
                null,
                task -> ConnectionThreads.platform(name, task));
        pool.setName(name);
        pool.setDaemon(true);
        if (ConnectionThreads.areVirtual()) {
            pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor(name + "-"));
        }
        return pool;
    }

    private static ServerConnector cleartext(Server server) {
        return new Connector(server, new HttpConnectionFactory(configuration()));
    }

    private static ServerConnector encrypted(Server server, TlsContext context) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(context.context());
        factory.setIncludeProtocols(context.protocols());
        HttpConfiguration configuration = configuration();
        // Whom clients may address it as is HostAndOrigin's; clients that use an address send no name with TLS.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        return new Connector(
                server,
                new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(configuration));
    }

    /** Accepts sockets whose input can be read ahead. */
    private static final class Connector extends ServerConnector {

        Connector(Server server, ConnectionFactory... factories) {
            super(server, 1, 1, factories);
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            try {
                KeepAlive.set(channel.supportedOptions(), channel::setOption);
            } catch (IOException e) {
                // It was reset while it waited to be accepted: reading it will show that.
            }
            ClientEndPoint point = new ClientEndPoint(channel, selector, key, getScheduler(), getExecutor());
            point.setIdleTimeout(getIdleTimeout());
            return point;
        }
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendXPoweredBy(false);
        configuration.setRequestHeaderSize(LARGEST_HEAD);
        configuration.setMinRequestDataRate(SLOWEST_BODY);
        return configuration;
    }

    /** Has a listener told of connections. Before the start. */
    void tell(EventListener listener) {
        connector.addEventListener(listener);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException in one sentence, if the port is taken or the host is not this machine's
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new IOException("cannot listen on " + host + ":" + connector.getPort() + ": " + root.getMessage(), e);
        }
    }

    /** Where it listens: the port that was asked for, or the one that was free. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Takes no more connections; those that are there go on. */
    public void stopAccepting() {
        connector.close();
    }

    /** Takes no more connections and ends those that are there. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.warn("the listener on port {} did not stop as it should", connector.getPort(), e);
        }
        server.destroy();
    }
}
