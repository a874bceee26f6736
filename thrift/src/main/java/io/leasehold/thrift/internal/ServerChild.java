package io.leasehold.thrift.internal;

import org.apache.thrift.TException;
import org.apache.thrift.protocol.TProtocol;

/** Something that a client opened on the server and that must be closed there: a scanner. Immutable. */
public abstract class ServerChild {

    private final long newerThan;

    /** @param newerThan the {@link ClientHandle#newestSerial} read before the call that opened it */
    protected ServerChild(long newerThan) {
        this.newerThan = newerThan;
    }

    /** Whether this connection was there before the child was: if it lives still, its server is the one that has the child. */
    final boolean isNewerThan(ThriftConnection connection) {
        return connection.serial() <= newerThan;
    }

    /** Ends it on the server, by a client over this protocol. What the server answers does not matter. */
    protected abstract void end(TProtocol protocol) throws TException;

    /** What it is, for a log. */
    @Override
    public abstract String toString();
}
