package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The client at the other end of a socket. For the thread of its connection. */
final class BinaryCaller implements Caller {

    /** How often a client is looked after while a call of it is served. */
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(200);

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
    public Transport transport() {
        return Transport.BINARY;
    }

    @Override
    public String doAs() {
        return claim.onBehalfOf();
    }

    @Override
    public boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException {
        long end = parts.ticker.nanos() + atMost.toNanos();
        long left = atMost.toNanos();
        while (!work.isDone() && left > 0) {
            if (!isDoneWithin(work, Math.min(left, LOOK)) && (isGone || !input.probe())) {
                throw gone();
            }
            left = end - parts.ticker.nanos();
        }
        return work.isDone();
    }

    /** However the work ends, it is done. */
    static boolean isDoneWithin(Future<?> work, long nanos) throws InterruptedException {
        try {
            work.get(nanos, TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            return true;
        }
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
