package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/**
 * What comes from a client's socket, through a buffer into which a probe can read ahead. For the thread of the connection, but for
 * {@link #received}.
 *
 * <p>A client that is gone is seen by reading: its FIN as an end, its RST as an error. While a call is served nobody reads, so the
 * probe does, without waiting: what had come before the end goes into the buffer, up to 64 KB, and is read from there later. So an
 * end behind waiting bytes is seen; behind more than 64 KB of them, sent by a client that did not wait for its answer, it is seen
 * when they are read. It stands below TLS: the end of a socket is the client's end, whatever an encrypted stream says.
 *
 * <p>The buffer is small until it must be larger, and is let go when it is empty: most connections of a server are idle.
 */
final class ProbedInput extends InputStream {

    private static final int MOST = 64 * 1024;
    private static final int LEAST = 2 * 1024;
    private static final byte[] NONE = {};

    private final Socket socket;
    private final InputStream in;
    private byte[] buffer = NONE;
    private int from;
    private int to;
    private boolean hasEnded;
    private volatile long received;

    ProbedInput(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** How many bytes have come so far; for any thread. */
    long received() {
        return received;
    }

    @Override
    public int read() throws IOException {
        if (from == to && !fill()) {
            return -1;
        }
        return buffer[from++] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            if (hasEnded) {
                return -1;
            }
            if (length >= LEAST) {
                return counted(in.read(bytes, offset, length));
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, offset, count);
        from += count;
        return count;
    }

    @Override
    public int available() {
        return to - from;
    }

    private boolean fill() throws IOException {
        if (hasEnded) {
            return false;
        }
        if (buffer.length != LEAST) {
            buffer = new byte[LEAST];
        }
        from = 0;
        to = Math.max(0, counted(in.read(buffer, 0, LEAST)));
        return to > 0;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // Only the thread of the connection writes it.
    private int counted(int count) {
        if (count < 0) {
            hasEnded = true;
        } else {
            received += count;
        }
        return count;
    }

    /**
     * Reads what has come, without waiting for more.
     *
     * @return false if the client is gone
     */
    boolean probe() {
        try {
            socket.setSoTimeout(1);
            while (!hasEnded && makeRoom()) {
                to += Math.max(0, counted(in.read(buffer, to, buffer.length - to)));
            }
            socket.setSoTimeout(0);
        } catch (SocketTimeoutException e) {
            return waitForEverAgain();
        } catch (IOException e) {
            hasEnded = true;
        }
        return !hasEnded;
    }

    private boolean waitForEverAgain() {
        try {
            socket.setSoTimeout(0);
        } catch (IOException e) {
            hasEnded = true;
        }
        return !hasEnded;
    }

    /** Whether there is room in the buffer, after moving and growing it if need be. */
    private boolean makeRoom() {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length && to < MOST) {
            buffer = Arrays.copyOf(buffer, Math.max(LEAST, Math.min(MOST, 2 * to)));
        }
        return to < buffer.length;
    }
}
