package io.leasehold.thrift.internal;

import io.leasehold.spi.Grant;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.thrift.ThriftCall;
import io.leasehold.thrift.ThriftEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.sasl.SaslException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;
import org.jspecify.annotations.Nullable;

/** The pool's way to one endpoint: opens, checks, resets, closes and cuts transports. Safe for any thread. */
public final class TransportFactory<C> implements ResourceFactory<ThriftConnection, ClientHandle<C>> {

    private static final int RECURSION_LIMIT = TConfiguration.DEFAULT_RECURSION_DEPTH;

    private final ThriftEndpoint endpoint;
    private final TransportConfig<C> config;
    private final Dialer dialer;
    private final Leftovers leftovers;
    private final AtomicLong serials = new AtomicLong();

    /** Whether an answer was ever heard from this endpoint, so that client and server are known to speak alike. */
    private volatile boolean understood;

    public TransportFactory(ThriftEndpoint endpoint, TransportConfig<C> config, ServerChildCounts counts) {
        this.endpoint = endpoint;
        this.config = config;
        this.dialer = new Dialer(endpoint, config.resolver(), config.connectTimeout(), inOpen(), config.tls());
        this.leftovers = new Leftovers(config.pool().name(), config.balanced(), counts);
    }

    /** The most that one step of an open may take, so that its own error is told, and not that the whole was given up. */
    private Duration inOpen() {
        return config.pool().openTimeout().multipliedBy(3).dividedBy(4);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    long newestSerial() {
        return serials.get();
    }

    /** The connection's last exchange broke off: it will not be lent again. */
    void broke(ThriftConnection connection) {
        leftovers.broke(connection);
    }

    /** The connection has a child more. */
    void childOpened(ThriftConnection connection) {
        leftovers.childOpened(connection);
    }

    @Override
    public ThriftConnection open() throws Exception {
        Dialer.Line line = dialer.dial();
        try {
            ThriftConnection connection = layer(line);
            if (!understood && config.check() != null) {
                tryToUnderstand(connection, config.check());
            }
            leftovers.opened(connection);
            return connection;
        } catch (Throwable e) {
            closeAfter(e, line);
            throw e;
        }
    }

    private ThriftConnection layer(Dialer.Line line) throws Exception {
        int most = config.maximumMessageSize();
        SocketTransport socket = new SocketTransport(
                line.socket(),
                line.wire(),
                endpoint.toString(),
                (int) config.readTimeout().toMillis(),
                new TConfiguration(most, most, RECURSION_LIMIT));
        TTransport top = socket;
        if (config.wrapper() != null) {
            socket.waitAtMost(inOpen().toMillis());
            top = config.wrapper().wrap(socket, endpoint);
            if (!top.isOpen()) {
                top.open();
            }
            socket.waitAtMost(0);
        }
        if (config.framed()) {
            top = new TFramedTransport(top, most);
        }
        return new ThriftConnection(socket, top, config.protocols(), serials.incrementAndGet());
    }

    /** The first call to a server shows whether both sides speak alike: a server that does not mostly says nothing at all. */
    private void tryToUnderstand(ThriftConnection connection, ThriftCall<? super C, ?> check) throws Exception {
        long before = connection.socket().heard();
        try {
            answers(connection, check, shorter(config.pool().checkTimeout(), inOpen()));
            understood = true;
        } catch (TException e) {
            boolean heard = connection.socket().heard() > before;
            String spoken = config.framed() ? "framed" : "buffered";
            throw new TTransportException(
                    TTransportException.NOT_OPEN,
                    endpoint + " took the connection but " + (heard ? "gave no proper answer" : "gave no answer")
                            + " to the check call: framed/buffered mismatch? This pool speaks " + spoken
                            + "; is a Thrift server of this service and protocol listening there? (" + e.getMessage()
                            + ")",
                    e);
        }
    }

    /** Calls the server; any answer that is read to its end will do, an error of the service as well. */
    private void answers(ThriftConnection connection, ThriftCall<? super C, ?> check, Duration timeout)
            throws IOException, TException {
        connection.socket().waitAtMost(timeout.toMillis());
        try {
            check.call(config.clients().apply(connection.protocol(Gate.OPEN)));
        } catch (TException e) {
            if (connection.unrest() != null) {
                throw e;
            }
        }
        connection.socket().waitAtMost(0);
    }

    @Override
    public ClientHandle<C> lend(ThriftConnection connection, Grant<ThriftConnection> grant) {
        return new ClientHandle<>(connection, grant, this, config.clients());
    }

    @Override
    public boolean check(ThriftConnection connection, Duration timeout) throws Exception {
        if (config.checksByCall() && config.check() != null) {
            answers(connection, config.check(), timeout);
        } else if (!ReadPeek.isSilent(connection.socket().socket())) {
            return false;
        }
        connection.socket().waitAtMost(timeout.toMillis());
        leftovers.endThrough(connection);
        connection.socket().waitAtMost(0);
        return connection.unrest() == null;
    }

    /** After other threads were on the lease: what they left is seen only now. */
    @Override
    public void reset(ThriftConnection connection, ClientHandle<C> handle) throws TTransportException {
        String unrest = connection.unrest();
        if (unrest != null) {
            throw new TTransportException("returned, but " + unrest);
        }
    }

    @Override
    public void close(ThriftConnection connection) {
        try {
            leftovers.endBefore(connection, config.pool().closeTimeout());
        } finally {
            try {
                connection.close();
            } finally {
                leftovers.closed(connection);
            }
        }
    }

    @Override
    public void abort(ThriftConnection connection) {
        try {
            connection.cut();
        } finally {
            leftovers.closed(connection);
        }
    }

    /** A lease that was revoked between calls leaves a transport that can still say good-bye. */
    @Override
    public void abort(ThriftConnection connection, @Nullable ClientHandle<C> handle) {
        try {
            if (handle != null && connection.isQuiet()) {
                leftovers.endBefore(connection, config.pool().closeTimeout());
            }
        } finally {
            abort(connection);
        }
    }

    /** What a server answers or does not answer once it is connected to says nothing of its address. */
    @Override
    public OpenRefusal refusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SaslException || cause instanceof SaslPlain.RefusedException) {
                return OpenRefusal.LOGIN_REFUSED;
            }
        }
        return failure instanceof TTransportException ? OpenRefusal.OTHER : OpenRefusal.of(failure);
    }

    @Override
    public String nameOf(@Nullable ThriftConnection connection) {
        return "thrift://" + endpoint;
    }

    private static void closeAfter(Throwable why, Dialer.Line line) {
        try {
            line.wire().close();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }
}
