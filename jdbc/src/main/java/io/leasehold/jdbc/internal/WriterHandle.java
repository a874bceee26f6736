package io.leasehold.jdbc.internal;

import java.io.IOException;
import java.io.Writer;
import java.lang.ref.Reference;

/** A writer of the driver's; what is not here is built by {@link Writer} on what is. */
final class WriterHandle extends Writer implements DriverObject {

    private final FencedConnection connection;
    private final Writer delegate;
    private boolean closed;

    WriterHandle(FencedConnection connection, Writer delegate) {
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
    public void write(int character) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.write(character);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void write(char[] chars, int offset, int length) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.write(chars, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            throw connection.streamFailed(e);
        } finally {
            connection.leaveCall(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void write(String text, int offset, int length) throws IOException {
        int mark = connection.enterCall();
        if (mark == FencedConnection.LEASE_OVER) {
            throw connection.endedStream();
        }
        try {
            connection.touched();
            delegate.write(text, offset, length);
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
