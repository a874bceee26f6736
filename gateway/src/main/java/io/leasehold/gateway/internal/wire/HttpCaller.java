package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * The client that a request is of. For the thread that serves the request.
 *
 * <p>A socket that has ended says nothing of the client, which may have a proxy in front of it and come back over another: its sessions
 * go on. But nobody is there any more to whom this call could be answered.
 */
record HttpCaller(
        ListenerParts parts,
        HttpSockets.Entry socket,
        ClientConnection connection,
        String principal,
        boolean verified,
        String doAs)
        implements Caller {

    @Override
    public String address() {
        return socket.address();
    }

    @Override
    public boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException {
        CallWait.End end = CallWait.await(parts.ticker, work, atMost, socket::isThere);
        if (end == CallWait.End.GONE) {
            parts.tally.clientsGone.increment();
            throw new ClientGoneException(address());
        }
        return end == CallWait.End.DONE;
    }
}
