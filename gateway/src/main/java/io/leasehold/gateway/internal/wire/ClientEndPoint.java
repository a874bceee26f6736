package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A client's socket of HTTP whose input can be read ahead, below TLS where there is TLS. Safe for any number of threads.
 *
 * <p>Jetty reads a socket when it wants a request, or more of one. While a call is served nobody reads, so a client that is gone would
 * be found out when the answer fails. The probe reads without waiting, as that of {@link ProbedInput} does: what had come before the end
 * goes into a buffer, up to 64 KB, and Jetty reads it from there later.
 *
 * <p>What is in the buffer is with the kernel no more, so the selector does not tell of it. Nobody waits for that in vain: who asks to be
 * told when there is something to read is told at once if the buffer has some, and the probe reads nothing while somebody has asked.
 * Whoever asks is marked as asking first and looks at the buffer then, the probe looks at the mark and fills the buffer under the lock
 * under which the buffer is looked at; so one of the two sees the other.
 */
final class ClientEndPoint extends SocketChannelEndPoint {

    private static final int MOST = 64 * 1024;
    private static final int LEAST = 2 * 1024;
    private static final byte[] NONE = {};

    private final SocketChannel channel;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private byte[] buffer = NONE;
    private int from;
    private int to;
    private boolean hasEnded;

    /** @param executor runs what waits for something to read */
    ClientEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler, Executor executor) {
        super(channel, selector, key, scheduler);
        this.channel = channel;
        this.executor = executor;
    }

    /** Below whatever stands above it. */
    static ClientEndPoint below(EndPoint top) {
        EndPoint point = top;
        while (point instanceof EndPoint.Wrapper wrapper) {
            point = wrapper.unwrap();
        }
        return (ClientEndPoint) point;
    }

    /**
     * Reads what has come, without waiting for more.
     *
     * @return false if the client is gone
     */
    boolean probe() {
        lock.lock();
        try {
            int count = 1;
            while (!hasEnded && count > 0 && !isFillInterested() && makeRoom()) {
                count = channel.read(ByteBuffer.wrap(buffer, to, buffer.length - to));
                to += Math.max(0, count);
                hasEnded = count < 0;
            }
        } catch (IOException e) {
            hasEnded = true;
        } finally {
            lock.unlock();
        }
        return !hasEnded;
    }

    /** Whether there is room in the buffer, after growing it if need be. */
    private boolean makeRoom() {
        if (to == buffer.length && to < MOST) {
            buffer = Arrays.copyOf(buffer, Math.max(LEAST, 2 * to));
        }
        return to < buffer.length;
    }

    @Override
    public int fill(ByteBuffer target) throws IOException {
        lock.lock();
        try {
            if (from == to) {
                return super.fill(target);
            }
            notIdle();
            int count = Math.min(to - from, BufferUtil.space(target));
            BufferUtil.append(target, buffer, from, count);
            from += count;
            if (from == to) {
                buffer = NONE;
                from = 0;
                to = 0;
            }
            return count;
        } finally {
            lock.unlock();
        }
    }

    @Override
    protected void needsFillInterest() {
        lock.lock();
        try {
            if (from == to) {
                super.needsFillInterest();
            } else {
                executor.execute(() -> getFillInterest().fillable());
            }
        } finally {
            lock.unlock();
        }
    }
}
