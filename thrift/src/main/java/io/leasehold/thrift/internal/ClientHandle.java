package io.leasehold.thrift.internal;

import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.Verdict;
import io.leasehold.thrift.ThriftLease;
import java.lang.ref.Reference;
import java.net.SocketTimeoutException;
import java.util.function.Function;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TTransportException;

/**
 * The lease of a transport, and the gate its client's calls pass. Safe for any thread as far as the lease goes; the transport
 * carries one call at a time, and finds out when it does not.
 *
 * <p>Clean or not is asked inside the call that returns it, or, if other threads were on it, by the reset, which runs when
 * nobody can enter any more.
 */
public final class ClientHandle<C> extends LeaseHandle<ThriftConnection> implements ThriftLease<C>, Gate {

    private final ThriftConnection connection;
    private final TransportFactory<C> factory;
    private final C client;
    private volatile boolean sent;

    ClientHandle(
            ThriftConnection connection,
            Grant<ThriftConnection> grant,
            TransportFactory<C> factory,
            Function<? super TProtocol, ? extends C> clients) {
        super(grant);
        this.connection = connection;
        this.factory = factory;
        this.client = clients.apply(connection.protocol(this));
    }

    @Override
    public C client() {
        return client;
    }

    /** Whether anything may have gone out through this lease: the flush of a call was entered. */
    public boolean hasSent() {
        return sent;
    }

    /** Whether it was ended against its holder's will. */
    public boolean wasRevoked() {
        return isRevoked();
    }

    /** Whether all that was asked through it has been answered to its end. */
    public boolean isQuiet() {
        return !isEnded() && connection.isQuiet();
    }

    /** The serial of the newest connection to this endpoint that was open before now. */
    public long newestSerial() {
        return factory.newestSerial();
    }

    /** Has the server's part of it closed when the transport ends, unless {@link #ended} comes first. */
    public void opened(ServerChild child) {
        connection.children().add(child);
        factory.childOpened(connection);
    }

    /** The server's part was closed, or never was. */
    public void ended(ServerChild child) {
        connection.children().remove(child);
    }

    @Override
    public int pass() throws TTransportException {
        int mark = enter();
        if (mark == ENDED) {
            throw new TTransportException(TTransportException.NOT_OPEN, endedText(), endedCause());
        }
        return mark;
    }

    @Override
    public void left(int mark) {
        leave(mark);
        Reference.reachabilityFence(this);
    }

    @Override
    public void sending() {
        sent = true;
    }

    @Override
    public TTransportException failed(TTransportException error) {
        boolean over = isEnded();
        Verdict verdict = verdictOn(error);
        factory.broke(connection);
        failed(error, verdict);
        return over ? new TTransportException(TTransportException.NOT_OPEN, endedText(), error) : error;
    }

    /** What cuts one connection off may have cut others; a server that is merely slow has not. */
    private Verdict verdictOn(TTransportException error) {
        boolean slow =
                error.getType() == TTransportException.TIMED_OUT || error.getCause() instanceof SocketTimeoutException;
        return slow && connection.children().isEmpty() ? Verdict.RETIRE : Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
    }

    @Override
    public void retire(Throwable why) {
        retireLease(why);
    }

    @Override
    public void close() {
        int mark = enter();
        if (mark == ENDED) {
            return;
        }
        try {
            String unrest = connection.unrest();
            if (unrest != null) {
                brokeOnReturn(new TTransportException("returned, but " + unrest));
            }
        } catch (RuntimeException | Error e) {
            // out of a layer of the user's, of which nothing is known now; the lease ends all the same
            brokeOnReturn(e);
        } finally {
            left(mark);
        }
        end();
    }

    private void brokeOnReturn(Throwable why) {
        Verdict verdict = onReturn();
        factory.broke(connection);
        failed(why, verdict);
    }

    /** Siblings that are checked close what this one leaves open on the server. */
    private Verdict onReturn() {
        return connection.children().isEmpty() ? Verdict.RETIRE_ON_RETURN : Verdict.RETIRE_AND_SUSPECT_SIBLINGS;
    }

    /** No text of the client's, which may hold secrets. */
    @Override
    public String toString() {
        return "lease of pool '" + poolName() + "'" + (isEnded() ? ", ended" : "");
    }
}
