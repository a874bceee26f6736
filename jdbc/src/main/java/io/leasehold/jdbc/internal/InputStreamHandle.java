package io.leasehold.jdbc.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;

/** A stream of the driver's; what is not here is built by {@link InputStream} on what is. */
final class InputStreamHandle extends InputStream implements DriverObject {

    private final FencedConnection connection;
    private final InputStream delegate;

    InputStreamHandle(FencedConnection connection, InputStream delegate) {
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
    public int read() throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            return delegate.read();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            return delegate.read(bytes, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public long skip(long count) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            return delegate.skip(count);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int available() throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            return delegate.available();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** Does nothing if the lease has ended: nothing more is read through it. */
    @Override
    public void close() throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return;
        }
        try {
            delegate.close();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** Does nothing if the lease has ended; {@link #reset} then says so. */
    @Override
    public void mark(int limit) {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return;
        }
        try {
            delegate.mark(limit);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void reset() throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            delegate.reset();
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** False if the lease has ended. */
    @Override
    public boolean markSupported() {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            return false;
        }
        try {
            return delegate.markSupported();
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }
}
