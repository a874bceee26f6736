package io.leasehold.thrift.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TIOStreamTransport;
import org.apache.thrift.transport.TTransportException;
import org.jspecify.annotations.Nullable;

/**
 * The lowest layer: a connected socket that remembers its first failure and how much it heard. One thread at a
 * time reads and writes; {@link #cut} may come from any.
 *
 * <p>TSocket would do but for three things: it opens one address of a name only, its old versions do not tell a time-out from
 * other failures, and it cannot be asked what it has in its buffer.
 */
final class SocketTransport extends TIOStreamTransport {

    private static final TTransportException NOTHING_THERE = new TTransportException("nothing is in the buffers");

    private final Socket socket;
    private final Socket wire;
    private final String peer;
    private final int readTimeoutMillis;
    private volatile @Nullable Throwable failure;
    private int timeoutMillis;
    private long heard;
    private boolean probing;
    private boolean probed;

    /**
     * Takes a connected socket.
     *
     * @param socket what is read and written
     * @param wire the socket below TLS, or the same one
     */
    SocketTransport(Socket socket, Socket wire, String peer, int readTimeoutMillis, TConfiguration limits)
            throws IOException, TTransportException {
        super(
                limits,
                new BufferedInputStream(socket.getInputStream()),
                new BufferedOutputStream(socket.getOutputStream()));
        this.socket = socket;
        this.wire = wire;
        this.peer = peer;
        this.readTimeoutMillis = readTimeoutMillis;
        waitAtMost(0);
    }

    Socket socket() {
        return socket;
    }

    /** The first failure to read or write, or null. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** The bytes that came so far. */
    long heard() {
        return heard;
    }

    /** Answers are waited for so long from now on, at most the read timeout; zero or less gives back that. */
    void waitAtMost(long millis) throws SocketException {
        timeoutMillis = millis <= 0 ? readTimeoutMillis : (int) Math.min(readTimeoutMillis, millis);
        socket.setSoTimeout(timeoutMillis);
    }

    /** Whether bytes wait to be read, in the buffer or in the system's. */
    boolean hasUnread() throws IOException {
        return inputStream_.available() > 0;
    }

    /** Reads fail from now on without touching the socket, so that a layer above shows what it still has. */
    void startProbe() {
        probing = true;
        probed = false;
    }

    /** Ends what {@link #startProbe} began; says whether a layer above had to ask for more. */
    boolean endProbe() {
        probing = false;
        return probed;
    }

    @Override
    public boolean isOpen() {
        return !socket.isClosed();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws TTransportException {
        if (probing) {
            probed = true;
            throw NOTHING_THERE;
        }
        try {
            int count = super.read(buffer, offset, length);
            heard += count;
            return count;
        } catch (TTransportException e) {
            throw failed(e.getCause() instanceof SocketTimeoutException ? timedOut(e) : e);
        }
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws TTransportException {
        try {
            super.write(buffer, offset, length);
        } catch (TTransportException e) {
            throw failed(e);
        }
    }

    @Override
    public void flush() throws TTransportException {
        try {
            super.flush();
        } catch (TTransportException e) {
            throw failed(e);
        }
    }

    private TTransportException failed(TTransportException e) {
        if (failure == null) {
            failure = e;
        }
        return e;
    }

    private TTransportException timedOut(TTransportException e) {
        String limit = timeoutMillis == readTimeoutMillis ? "the read timeout of " : "";
        String text = peer + " gave no answer within " + limit + timeoutMillis + " ms";
        return new TTransportException(TTransportException.TIMED_OUT, text, e.getCause());
    }

    /** Closes the socket alone: what is left of a torn message must not be flushed. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            failed(new TTransportException(e));
        } finally {
            cut();
        }
    }

    /** Closes the socket below TLS, which waits for nobody. */
    void cut() {
        try {
            wire.close();
        } catch (IOException e) {
            failed(new TTransportException(e));
        }
    }
}
