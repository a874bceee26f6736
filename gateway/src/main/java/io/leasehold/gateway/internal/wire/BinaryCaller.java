package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.Future;

/** The client at the other end of a socket. For the thread of its connection. */
final class BinaryCaller implements Caller {

    private final ListenerParts parts;
    private final ProbedInput input;
    private final ClientConnection connection;
    private final PlainLogin.Claim claim;
    private final boolean isVerified;
    private boolean isGone;

    BinaryCaller(
            ListenerParts parts,
            ProbedInput input,
            ClientConnection connection,
            PlainLogin.Claim claim,
            boolean isVerified) {
        this.parts = parts;
        this.input = input;
        this.connection = connection;
        this.claim = claim;
        this.isVerified = isVerified;
    }

    /** Whether it hung up while a call was served. */
    boolean isGone() {
        return isGone;
    }

    @Override
    public ClientConnection connection() {
        return connection;
    }

    @Override
    public String principal() {
        return claim.user();
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
        return claim.onBehalfOf();
    }

    @Override
    public boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException {
        CallWait.End end = CallWait.await(parts.ticker, work, atMost, () -> !isGone && input.probe());
        if (end == CallWait.End.GONE) {
            throw gone();
        }
        return end == CallWait.End.DONE;
    }

    private ClientGoneException gone() {
        if (!isGone) {
            isGone = true;
            parts.tally.clientsGone.increment();
            connection.end();
        }
        return new ClientGoneException(address());
    }
}
