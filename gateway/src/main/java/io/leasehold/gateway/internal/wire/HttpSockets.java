package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.spi.TaskRunner;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The sockets that requests come over. Each that has brought a request of somebody known has a connection in the registry, which
 * ends with it; sessions do not hang on such. Safe for any number of threads.
 *
 * <p>A socket over which nobody has logged in within the limit is closed, so that half a request, or none, keeps none.
 */
final class HttpSockets implements Connection.Listener, TaskRunner.Upkeep {

    private static final long LOOK = TimeUnit.SECONDS.toNanos(1);

    private final ListenerParts parts;
    private final Map<Connection, Entry> open = new ConcurrentHashMap<>();

    HttpSockets(ListenerParts parts) {
        this.parts = parts;
    }

    /** One of them. */
    static final class Entry {

        private final ListenerParts parts;
        private final Connection connection;
        private final Admission.Ticket ticket;
        private final String address;
        private final long since;
        private final ReentrantLock lock = new ReentrantLock();
        private volatile boolean isVerifying;
        private volatile long verifyingSince;
        private volatile long verified;
        private @Nullable ClientConnection registered;
        private boolean hasEnded;

        Entry(ListenerParts parts, Connection connection, Admission.Ticket ticket, String address) {
            this.parts = parts;
            this.connection = connection;
            this.ticket = ticket;
            this.address = address;
            this.since = parts.ticker.nanos();
        }

        String address() {
            return address;
        }

        /** While a password is verified the limit of logging in stands still. A socket has one request at a time. */
        void verifying() {
            verifyingSince = parts.ticker.nanos();
            isVerifying = true;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread of the request writes it.
        void verified() {
            verified += parts.ticker.nanos() - verifyingSince;
            isVerifying = false;
        }

        void loggedIn() {
            ticket.loggedIn();
        }

        /** Whether there is anybody to answer to. For the thread of the request. */
        boolean isThere() {
            return point().probe();
        }

        ClientEndPoint point() {
            return ClientEndPoint.below(connection.getEndPoint());
        }

        /**
         * Its connection in the registry, which starts with the first call.
         *
         * @throws io.leasehold.session.SessionRefusedException if the registry is closed
         */
        ClientConnection registered() {
            lock.lock();
            try {
                if (registered == null) {
                    registered = parts.registry.start(address, ConnectionKind.PASSING);
                    if (hasEnded) {
                        registered.end();
                    }
                }
                return registered;
            } finally {
                lock.unlock();
            }
        }

        void end() {
            ClientConnection ending;
            lock.lock();
            try {
                hasEnded = true;
                ending = registered;
            } finally {
                lock.unlock();
            }
            ticket.leave();
            if (ending != null) {
                ending.end();
            }
        }

        void enforce(long now) {
            long limit = parts.settings.loginTimeout().toNanos();
            if (!ticket.isLoggedIn() && !isVerifying && now - since - verified >= limit) {
                parts.tally.slowLogins.increment();
                ticket.loggedIn();
                connection.getEndPoint().close();
            }
        }
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection instanceof ConnectionMetaData)) {
            // The layer of TLS below one of HTTP.
            return;
        }
        String address = address(connection.getEndPoint().getRemoteSocketAddress());
        Admission.Ticket ticket = parts.admission.enter(address);
        if (ticket == null) {
            parts.closedAtOnce(address);
            connection.getEndPoint().close();
            return;
        }
        open.put(connection, new Entry(parts, connection, ticket, address));
        parts.tally.opened.increment();
    }

    @Override
    public void onClosed(Connection connection) {
        Entry entry = open.remove(connection);
        if (entry != null) {
            entry.end();
        }
    }

    private static String address(SocketAddress remote) {
        return remote instanceof InetSocketAddress inet && inet.getAddress() != null
                ? inet.getAddress().getHostAddress()
                : "unknown";
    }

    /** That a request came over; null if it is closed. */
    @Nullable Entry of(Connection connection) {
        return open.get(connection);
    }

    @Override
    public long run(long now) {
        open.values().forEach(entry -> entry.enforce(now));
        parts.flushLogs();
        return LOOK;
    }

    /** Ends what is left when the listener has closed. */
    void endAll() {
        open.keySet().forEach(this::onClosed);
    }
}
