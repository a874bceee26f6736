package io.leasehold.jdbc.internal;

import java.io.IOException;
import java.io.Writer;
import java.lang.ref.Reference;

/** A writer of the driver's; what is not fenced here is built by {@link Writer} on what is. */
final class WriterHandle extends DelegatingWriter {

    private boolean closed;

    WriterHandle(FencedConnection connection, Writer delegate) {
        super(connection, delegate);
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
