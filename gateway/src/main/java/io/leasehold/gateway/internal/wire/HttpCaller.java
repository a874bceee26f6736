package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.Future;

/** The client that a request is of. For the thread that serves the request. */
record HttpCaller(ClientConnection connection, String principal, boolean verified, String doAs) implements Caller {

    @Override
    public String address() {
        return connection.address();
    }

    @Override
    public Transport transport() {
        return Transport.HTTP;
    }

    /** A socket of HTTP says nothing of its client, which may have a proxy in front of it, so nobody looks at it. */
    @Override
    public boolean await(Future<?> work, Duration atMost) throws InterruptedException {
        return work.isDone() || BinaryCaller.isDoneWithin(work, atMost.toNanos());
    }
}
