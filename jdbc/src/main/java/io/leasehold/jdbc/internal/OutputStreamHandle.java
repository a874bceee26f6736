package io.leasehold.jdbc.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.Reference;

/** A stream of the driver's; what is not here is built by {@link OutputStream} on what is. */
final class OutputStreamHandle extends OutputStream implements DriverObject {

    private final FencedConnection connection;
    private final OutputStream delegate;
    private boolean closed;

    OutputStreamHandle(FencedConnection connection, OutputStream delegate) {
        this.connection = connection;
        this.delegate = delegate;
    }

    @Override
    public FencedConnection lease() {
        return connection;
    }

    @Override
    public Object raw() {
        return delegate;
    }

    @Override
    public void write(int octet) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.write(octet);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.write(bytes, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void flush() throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.flush();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** What was written may still be on its way, so one that its holder has not closed fails if the lease has ended. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            closed = true;
            delegate.close();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }
}
