package io.leasehold.gateway.internal.service;

import io.leasehold.gateway.internal.wire.Caller;
import io.leasehold.gateway.internal.wire.ClientGoneException;
import io.leasehold.session.ClientConnection;
import io.leasehold.session.ConnectionKind;
import io.leasehold.session.SessionRegistry;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client without a socket, which hangs up when it is told to. */
final class FakeCaller implements Caller {

    private static final long LOOK_MILLIS = 10;

    private final ClientConnection connection;
    private final String user;
    private final boolean isVerified;
    private String doAs = "";
    private volatile boolean isGone;

    /** How often a call waited for something. */
    volatile int waits;

    private FakeCaller(ClientConnection connection, String user, boolean isVerified) {
        this.connection = connection;
        this.user = user;
        this.isVerified = isVerified;
    }

    static FakeCaller of(SessionRegistry registry, String user) {
        return new FakeCaller(registry.start("192.0.2.7", ConnectionKind.LASTING), user, true);
    }

    static FakeCaller request(SessionRegistry registry, String user) {
        return new FakeCaller(registry.start("192.0.2.7", ConnectionKind.PASSING), user, true);
    }

    /** One that no listener asked for a name. */
    static FakeCaller unknown(SessionRegistry registry) {
        return new FakeCaller(registry.start("192.0.2.7", ConnectionKind.LASTING), "", false);
    }

    FakeCaller onBehalfOf(String other) {
        doAs = other;
        return this;
    }

    void hangUp() {
        isGone = true;
        connection.end();
    }

    @Override
    public ClientConnection connection() {
        return connection;
    }

    @Override
    public String principal() {
        return user;
    }

    @Override
    public boolean verified() {
        return isVerified;
    }

    @Override
    public String address() {
        return connection.address();
    }

    @Override
    public String doAs() {
        return doAs;
    }

    @Override
    public boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException {
        waits++;
        long end = System.nanoTime() + atMost.toNanos();
        while (!work.isDone() && System.nanoTime() - end < 0) {
            if (isGone) {
                throw new ClientGoneException(address());
            }
            try {
                work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException | CancellationException e) {
                // Looked; what it came to is not the caller's.
            }
        }
        return work.isDone();
    }
}
