package io.leasehold.gateway.internal.console;

import io.leasehold.gateway.internal.view.GatewayView;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.time.Clock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The console's server: pages, JSON, metrics, and whether the gateway lives and is ready. Started once and closed once; all else is
 * safe for any number of threads.
 *
 * <p>It has few threads, few connections and short patience: it serves a handful of people and a scraper, and what a stranger can make
 * it do is bounded by these numbers.
 */
public final class ConsoleServer implements AutoCloseable {

    private static final int THREADS = 16;
    private static final int CONNECTIONS = 64;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final int PATIENCE_WHEN_FULL_MILLIS = 2_000;
    private static final int HEADER_BYTES = 8 * 1024;

    private final ConsoleSettings settings;
    private final ConsoleTokens tokens;
    private final @Nullable SSLContext tls;
    private final Server server;
    private final ServerConnector connector;
    private @Nullable TokenSocket socket;

    /**
     * @param metrics gives the metrics as Prometheus reads them
     * @param tls for HTTPS, or null
     * @param ticker by whose time tokens and logins age
     */
    public ConsoleServer(
            ConsoleSettings settings,
            GatewayView gateway,
            Supplier<String> metrics,
            @Nullable SSLContext tls,
            Ticker ticker) {
        this.settings = settings;
        this.tls = tls;
        this.tokens = new ConsoleTokens(ticker, settings.tokenLife());
        Console console = new Console(
                settings,
                gateway,
                new MetricsAccess(metrics, settings.metricsToken()),
                tokens,
                ticker,
                Clock.systemUTC(),
                tls != null);
        this.server = server(console);
        this.connector = connector(server, settings, tls);
    }

    private static Server server(Console console) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("leasehold-console");
        threads.setDaemon(true);
        Server server = new Server(threads);
        server.setHandler(new ConsoleHandler(console));
        // Of what Jetty itself refuses, such as a request that is none, nothing is said but that.
        server.setErrorHandler((request, response, callback) -> {
            ConsoleHandler.send(
                    Answer.text(response.getStatus(), "This cannot be answered."), request, response, callback);
            return true;
        });
        return server;
    }

    private static ServerConnector connector(Server server, ConsoleSettings settings, @Nullable SSLContext tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = tls == null
                ? new ServerConnector(server, 1, 1, plain)
                : new ServerConnector(server, 1, 1, new SslConnectionFactory(context(tls), "http/1.1"), plain);
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(PATIENCE_MILLIS);
        server.addConnector(connector);
        NetworkConnectionLimit limit = new NetworkConnectionLimit(CONNECTIONS, connector);
        limit.setEndPointIdleTimeout(PATIENCE_WHEN_FULL_MILLIS);
        server.addBean(limit);
        return connector;
    }

    private static SslContextFactory.Server context(SSLContext tls) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(tls);
        return context;
    }

    /**
     * Listens, and makes the socket that gives out links.
     *
     * @throws IOException if the port is in use, or the folder of the socket is not the owner's alone; its message says so in one
     *     sentence
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IOException(
                    "the console cannot listen on " + settings.host() + ":" + settings.port() + ": "
                            + (e.getCause() != null ? e.getCause().getMessage() : e.getMessage()),
                    e);
        }
        try {
            socket = TokenSocket.open(settings.runtimeFolder(), port(), this::newLink);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Where it listens; the one that was found where the settings left it open. */
    public int port() {
        return connector.getLocalPort();
    }

    /** A link by which somebody can log in, once. */
    public String newLink() {
        return (tls == null ? "http://" : "https://") + authority() + "/?token=" + tokens.draw();
    }

    private String authority() {
        String host = settings.hosts().stream().sorted().findFirst().orElse(settings.host());
        boolean wildcard = host.equals("0.0.0.0") || host.equals("::");
        String name = wildcard ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
        return name + ":" + port();
    }

    /** Listens no more. A second call does nothing. */
    @Override
    public void close() {
        TokenSocket open = socket;
        if (open != null) {
            open.close();
        }
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the console's server did not stop", e);
        }
    }
}
