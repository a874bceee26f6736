package io.leasehold.thrift.internal;

import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TLayeredTransport;

/**
 * What a client's protocol reads and writes: the transport behind a gate. Every byte passes the gate, so the short ways into a
 * layer's buffer, which would go round it, are not offered.
 */
final class GatedTransport extends TLayeredTransport {

    private final TTransport transport;
    private final Conversation conversation;
    private final Gate gate;

    GatedTransport(TTransport transport, Conversation conversation, Gate gate) {
        super(transport);
        this.transport = transport;
        this.conversation = conversation;
        this.gate = gate;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TTransportException {
        int mark = gate.pass();
        try {
            return transport.read(buffer, offset, length);
        } catch (TTransportException e) {
            throw gate.failed(e);
        } finally {
            gate.left(mark);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws TTransportException {
        int mark = gate.pass();
        try {
            transport.write(buffer, offset, length);
        } catch (TTransportException e) {
            throw gate.failed(e);
        } finally {
            gate.left(mark);
        }
    }

    @Override
    public void flush() throws TTransportException {
        int mark = gate.pass();
        try {
            gate.sending();
            transport.flush();
            conversation.flushed();
        } catch (TTransportException e) {
            throw gate.failed(e);
        } finally {
            gate.left(mark);
        }
    }

    @Override
    public boolean isOpen() {
        return transport.isOpen();
    }

    @Override
    public void open() throws TTransportException {
        throw new TTransportException(
                TTransportException.ALREADY_OPEN, "The pool opens transports: what was acquired is open");
    }

    /** What used to close a client of one's own ends the lease. */
    @Override
    public void close() {
        gate.close();
    }
}
