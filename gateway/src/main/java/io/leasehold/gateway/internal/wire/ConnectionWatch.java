package io.leasehold.gateway.internal.wire;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is known of a connection's time. The thread of the connection says what it does, the listener's watch reads it.
 *
 * <p>A login has its limit from the socket's arrival on; while it waits for the verifier the limit stands still: when that is
 * over, the beginning is moved by as long as it took. The watch reads phase and beginning as one value, so it never judges one by
 * the other's time.
 */
final class ConnectionWatch {

    /** How long a client that is sent away may take to read why. */
    private static final long LEAVE = TimeUnit.SECONDS.toNanos(2);

    private enum Phase {
        LOGGING_IN,
        VERIFYING,
        SERVING,
        LEAVING
    }

    private record Stage(Phase phase, long since) {}

    private final ListenerParts parts;
    private final ClientSocket socket;
    private final String address;
    private final InetSocketAddress remote;
    private final long loginLimit;
    private volatile Stage stage;
    private volatile long verifyingSince;
    private volatile long connectionId = -1;
    private volatile long calls;

    // The watch's own.
    private long seenReceived = -1;
    private long seenCalls;
    private long seenQueue;
    private long stuckSince;

    ConnectionWatch(ListenerParts parts, ClientSocket socket, String address) {
        this.parts = parts;
        this.socket = socket;
        this.address = address;
        this.remote = new InetSocketAddress(socket.getInetAddress(), socket.getPort());
        this.loginLimit = parts.settings.loginTimeout().toNanos();
        this.stage = new Stage(Phase.LOGGING_IN, parts.ticker.nanos());
    }

    void verifying() {
        verifyingSince = parts.ticker.nanos();
        stage = new Stage(Phase.VERIFYING, stage.since());
    }

    void verified() {
        stage = new Stage(Phase.LOGGING_IN, stage.since() + (parts.ticker.nanos() - verifyingSince));
    }

    void loggedIn() {
        stage = new Stage(Phase.SERVING, parts.ticker.nanos());
    }

    void leaving() {
        stage = new Stage(Phase.LEAVING, parts.ticker.nanos());
    }

    void started(long id) {
        connectionId = id;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes it.
    void called() {
        calls++;
    }

    /** Of the registry; negative before there is one. */
    long connectionId() {
        return connectionId;
    }

    InetSocketAddress remote() {
        return remote;
    }

    String address() {
        return address;
    }

    /** Cuts a connection whose login, or whose leave-taking, takes too long. */
    void enforce(long now) {
        Stage current = stage;
        if (current.phase() == Phase.LOGGING_IN && now - current.since() >= loginLimit) {
            parts.tally.slowLogins.increment();
            socket.cut();
            stage = new Stage(Phase.LEAVING, now);
        } else if (current.phase() == Phase.LEAVING && now - current.since() >= LEAVE) {
            socket.cut();
        }
    }

    /** Whether it has logged in, and nothing has come and no call has begun since the last look. */
    boolean isSilent(long now) {
        long received = socket.received();
        long begun = calls;
        boolean isSilent = stage.phase() == Phase.SERVING && received == seenReceived && begun == seenCalls;
        if (!isSilent) {
            seenReceived = received;
            seenCalls = begun;
            stuckSince = now;
        }
        return isSilent;
    }

    /**
     * Whether the same bytes have been waiting for the client's acknowledgement for so long.
     *
     * @param queue how many wait now
     */
    boolean isStuck(long queue, long now, Duration limit) {
        if (queue == 0 || queue != seenQueue) {
            seenQueue = queue;
            stuckSince = now;
        }
        return queue > 0 && now - stuckSince >= limit.toNanos();
    }

    /** Cuts it; it is not looked at again. */
    void cut() {
        stage = new Stage(Phase.LEAVING, parts.ticker.nanos());
        socket.cut();
    }
}
