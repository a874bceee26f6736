package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.auth.Logins;
import io.leasehold.gateway.internal.web.OwnSite;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for clients that post each call in a request of HTTP, as Hive's drivers do with {@code transportMode=http}. Starts once,
 * closes once; safe for any number of threads.
 */
public final class HttpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private final HttpSettings settings;
    private final ListenerParts parts;
    private final TaskRunner runner;
    private final HttpSockets sockets;
    private final HttpListener listener;
    private volatile TaskRunner.@Nullable Registration watching;

    /**
     * @throws InvalidConfigException naming all that is wrong with the settings, the certificate included
     */
    public HttpServer(HttpSettings settings, SessionRegistry registry, Logins logins, CallHandlers handlers) {
        this(settings, registry, logins, handlers, Ticker.system(), TaskRunner.shared());
    }

    HttpServer(
            HttpSettings settings,
            SessionRegistry registry,
            Logins logins,
            CallHandlers handlers,
            Ticker ticker,
            TaskRunner runner) {
        List<Violation> violations = settings.violations("http.");
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("HTTP listener", violations);
        }
        ListenerSettings common = settings.listener();
        Optional<TlsContext> tls = common.tls().map(files -> TlsContext.open(files, "http.tls", runner));
        this.settings = settings;
        this.runner = runner;
        this.parts = new ListenerParts("HTTP", common, 0, registry, logins, handlers, ticker, tls);
        this.sockets = new HttpSockets(parts);
        this.listener = new HttpListener(
                "leasehold-http",
                common.host(),
                common.port(),
                tls,
                common.maximumConnections(),
                new HostAndOrigin(
                        new OwnSite(common.host(), settings.hosts()),
                        new ThriftHandler(parts, settings.path(), sockets)),
                new HttpErrors(parts::garbage));
        listener.tell(sockets);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException in one sentence, if the port is taken or the host is not this machine's
     */
    public void start() throws IOException {
        listener.start();
        BinaryServer.warnOfCleartext(settings.listener(), LOG);
        watching = runner.register(sockets);
    }

    /** Where it listens: the settings' port, or the one that was free. */
    public int port() {
        return listener.port();
    }

    public WireCounters counters() {
        return parts.counters();
    }

    /** Takes no more connections; those that are there go on. */
    public void stopAccepting() {
        listener.stopAccepting();
    }

    /** Takes no more connections and ends those that are there. */
    @Override
    public void close() {
        listener.close();
        sockets.endAll();
        TaskRunner.Registration registration = watching;
        if (registration != null) {
            registration.close();
        }
        parts.tls.ifPresent(TlsContext::close);
    }
}
