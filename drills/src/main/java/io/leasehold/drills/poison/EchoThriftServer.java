package io.leasehold.drills.poison;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TIOStreamTransport;

/**
 * A Thrift server as HBase's is by default: few workers, each of which serves one connection until that ends, and hangs up on who
 * says nothing for a while. It counts its connections and numbers them. Safe for use by many threads; closing it leaves nothing.
 */
final class EchoThriftServer implements AutoCloseable {

    private static final long FAREWELL_MILLIS = 1_000;

    private final ServerSocket listening = new ServerSocket();
    private final Duration readTimeout;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final ExecutorService workers;
    private final Thread acceptor;

    /**
     * @param workerCount how many connections it serves at a time; others wait
     * @param readTimeout after which it hangs up on a silent client
     */
    EchoThriftServer(int workerCount, Duration readTimeout) throws IOException {
        this.readTimeout = readTimeout;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        workers = Executors.newFixedThreadPool(workerCount, work -> daemon("worker", work));
        acceptor = daemon("accept", this::accept);
        acceptor.start();
    }

    String host() {
        return listening.getInetAddress().getHostAddress();
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Connections that are open now, those that wait for a worker included. */
    int open() {
        return open.size();
    }

    /** Connections taken since it began. */
    int taken() {
        return taken.get();
    }

    /** The most that were open at once since {@link #forgetPeak()}. */
    int peak() {
        return peak.get();
    }

    void forgetPeak() {
        peak.set(open.size());
    }

    private Thread daemon(String work, Runnable job) {
        Thread thread = new Thread(job, "drill-service-" + work + "-" + port());
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                open.add(socket);
                peak.accumulateAndGet(open.size(), Math::max);
                int number = taken.incrementAndGet();
                workers.execute(() -> serve(socket, number));
            } catch (IOException | RejectedExecutionException e) {
                // Either it is being closed, or who connected was gone at once: the loop tells which.
                continue;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) readTimeout.toMillis());
            TBinaryProtocol protocol = new TBinaryProtocol(new TIOStreamTransport(
                    new TConfiguration(),
                    new BufferedInputStream(socket.getInputStream()),
                    new BufferedOutputStream(socket.getOutputStream())));
            while (true) {
                EchoProtocol.answer(protocol, number);
            }
        } catch (IOException | TException | InterruptedException e) {
            // The client has gone, was silent for too long, or was not understood: the connection ends.
            Thread.yield();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            workers.shutdownNow();
            for (Socket socket : open) {
                socket.close();
            }
            acceptor.join(FAREWELL_MILLIS);
            workers.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
