package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.gateway.internal.auth.Logins;
import io.leasehold.session.SessionRegistry;
import io.leasehold.spi.TaskRunner;
import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for clients that speak Thrift's binary protocol, each over a socket of its own, after SASL PLAIN or, where there is no
 * authentication, without. Starts once, closes once; safe for any number of threads.
 *
 * <p>A socket is accepted, or closed at once, by one thread; all else happens on the connection's own. A connection is in
 * {@code live} before its thread starts and leaves it as the last thing that thread does, so {@link #close}, which cuts what is
 * there after the last accept, cuts them all.
 */
public final class BinaryServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BinaryServer.class);

    private static final int BACKLOG = 1_024;
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_END = TimeUnit.SECONDS.toMillis(5);

    private final BinarySettings settings;
    private final ListenerParts parts;
    private final TaskRunner runner;
    private final SendQueues queues;
    private final Set<BinaryConnection> live = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private volatile ClientSocket.@Nullable Listener socket;
    private volatile TaskRunner.@Nullable Registration watching;
    private volatile @Nullable Thread accepting;
    private volatile boolean isAccepting;
    private volatile int port;

    /**
     * @throws InvalidConfigException naming all that is wrong with the settings, the certificate included
     */
    public BinaryServer(BinarySettings settings, SessionRegistry registry, Logins logins, CallHandlers handlers) {
        this(settings, registry, logins, handlers, Ticker.system(), TaskRunner.shared(), SendQueues.ofThisMachine());
    }

    BinaryServer(
            BinarySettings settings,
            SessionRegistry registry,
            Logins logins,
            CallHandlers handlers,
            Ticker ticker,
            TaskRunner runner,
            SendQueues queues) {
        List<Violation> violations = settings.violations("binary.");
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("binary listener", violations);
        }
        ListenerSettings listener = settings.listener();
        this.settings = settings;
        this.runner = runner;
        this.queues = queues;
        Optional<TlsContext> tls = listener.tls().map(files -> TlsContext.open(files, "binary.tls", runner));
        this.parts = new ListenerParts("binary", listener, Admission.RESERVE, registry, logins, handlers, ticker, tls);
    }

    /**
     * Begins to listen.
     *
     * @throws IOException in one sentence, if the port is taken or the host is not this machine's
     */
    public void start() throws IOException {
        ListenerSettings listener = settings.listener();
        ClientSocket.Listener listening = new ClientSocket.Listener();
        try {
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(listener.host(), listener.port()), BACKLOG);
        } catch (IOException e) {
            listening.close();
            throw new IOException(
                    "cannot listen on " + listener.host() + ":" + listener.port() + ": " + e.getMessage(), e);
        }
        warnOfCleartext(listener, LOG);
        socket = listening;
        port = listening.getLocalPort();
        watching =
                runner.register(new ListenerWatch(parts, settings.answerTimeout(), live, () -> port, queues, runner));
        isAccepting = true;
        Thread thread = ConnectionThreads.platform("leasehold-accept-" + port, () -> accept(listening));
        accepting = thread;
        thread.start();
    }

    static void warnOfCleartext(ListenerSettings listener, Logger log) {
        if (listener.sendsPasswordsInCleartext()
                && listener.allowCleartext()
                && !new InetSocketAddress(listener.host(), 0).getAddress().isLoopbackAddress()) {
            log.warn(
                    "passwords cross the network unencrypted to {}:{}: allowCleartext is true",
                    listener.host(),
                    listener.port());
        }
    }

    /** Where it listens: the settings' port, or the one that was free. */
    public int port() {
        return port;
    }

    public WireCounters counters() {
        return parts.counters();
    }

    private void accept(ClientSocket.Listener listening) {
        while (isAccepting) {
            try {
                admit(listening.accept());
            } catch (IOException e) {
                if (isAccepting) {
                    LOG.warn("cannot accept connections on port {}: {}", port, e.getMessage());
                    LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
                }
            } catch (RuntimeException | OutOfMemoryError e) {
                LOG.error("a connection to port {} could not be served", port, e);
            }
        }
    }

    private void admit(ClientSocket accepted) {
        String address = accepted.getInetAddress().getHostAddress();
        Admission.Ticket ticket = parts.admission.enter(address);
        if (ticket == null) {
            parts.closedAtOnce(address);
            accepted.cut();
            return;
        }
        BinaryConnection connection = new BinaryConnection(parts, accepted, address, ticket, this::forget);
        live.add(connection);
        Thread thread = ConnectionThreads.unstarted("leasehold-connection-" + numbers.incrementAndGet(), connection);
        threads.add(thread);
        try {
            thread.start();
            parts.tally.opened.increment();
        } catch (OutOfMemoryError e) {
            // There are no more threads to be had.
            threads.remove(thread);
            live.remove(connection);
            ticket.leave();
            accepted.cut();
            throw e;
        }
    }

    private void forget(BinaryConnection connection) {
        live.remove(connection);
        threads.remove(Thread.currentThread());
    }

    /** Takes no more connections; those that are there go on. A second time does nothing. */
    public void stopAccepting() {
        isAccepting = false;
        ClientSocket.Listener listening = socket;
        if (listening != null) {
            try {
                listening.close();
            } catch (IOException e) {
                LOG.debug("the listening socket of port {} could not be closed", port, e);
            }
        }
        Thread thread = accepting;
        if (thread != null) {
            join(thread, LONGEST_END);
        }
    }

    /** Takes no more connections and cuts those that are there; waits for their threads, 5 s at most. */
    @Override
    public void close() {
        stopAccepting();
        live.forEach(BinaryConnection::cut);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_END);
        for (Thread thread : threads) {
            join(thread, Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        }
        TaskRunner.Registration registration = watching;
        if (registration != null) {
            registration.close();
        }
        parts.tls.ifPresent(TlsContext::close);
    }

    private static void join(Thread thread, long millis) {
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
