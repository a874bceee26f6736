package io.leasehold.drills.services;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that sends back the numbers it is sent, counts its connections, and turns away who would be one too many, as ZooKeeper
 * does with its limit for each host. A thread for each connection. Safe for use by many threads; closing it leaves nothing.
 */
public final class EchoService implements CountingService {

    static final int HELLO = 'H';
    static final int FULL = 'F';
    private static final int BACKLOG = 256;
    private static final long FAREWELL_MILLIS = 1_000;

    private final ServerSocket listening = new ServerSocket();
    private final int limit;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();

    /** @param limit how many connections it bears at a time */
    public EchoService(int limit) throws IOException {
        this.limit = limit;
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        start("accept", this::accept);
    }

    public String host() {
        return listening.getInetAddress().getHostAddress();
    }

    public int port() {
        return listening.getLocalPort();
    }

    @Override
    public int open() {
        return open.size();
    }

    @Override
    public int taken() {
        return taken.get();
    }

    /** Connections it had no room for. */
    public int turnedAway() {
        return turnedAway.get();
    }

    private void start(String work, Runnable job) {
        Thread thread = new Thread(job, "drill-service-" + work + "-" + port());
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                receive(listening.accept());
            } catch (IOException e) {
                // Either it is being closed, or who connected was gone at once: the loop tells which.
                continue;
            }
        }
    }

    private void receive(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        if (open.size() >= limit) {
            turnedAway.incrementAndGet();
            try (socket) {
                socket.getOutputStream().write(FULL);
            }
            return;
        }
        open.add(socket);
        taken.incrementAndGet();
        start("client", () -> serve(socket));
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.write(HELLO);
            while (true) {
                out.writeLong(in.readLong());
            }
        } catch (IOException e) {
            // The client has gone, in whatever way: that is how a connection ends here.
            Thread.yield();
        } finally {
            open.remove(socket);
            threads.remove(Thread.currentThread());
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : open) {
                socket.close();
            }
            for (Thread thread : threads) {
                thread.join(FAREWELL_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
