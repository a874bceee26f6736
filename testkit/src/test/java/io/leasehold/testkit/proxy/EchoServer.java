package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers every byte with itself, and hands out its sockets so that tests can look at connections from the server's end. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
    private final boolean echoing;
    private final Thread acceptor;

    private EchoServer(boolean echoing) throws IOException {
        this.echoing = echoing;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.acceptor = daemon(this::acceptAll, "echo-accept");
    }

    static EchoServer start() throws IOException {
        return new EchoServer(true);
    }

    /** Says nothing by itself: the test does. */
    static EchoServer mute() throws IOException {
        return new EchoServer(false);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The server's end of the next connection, in the order in which they came. */
    Peer next() throws InterruptedException {
        Peer peer = peers.poll(60, TimeUnit.SECONDS);
        if (peer == null) {
            throw new AssertionError("No connection has reached the server");
        }
        return peer;
    }

    boolean hasNoneWaiting() {
        return peers.isEmpty();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                peers.add(new Peer(socket));
                if (echoing) {
                    daemon(() -> echo(socket), "echo");
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException gone) {
            // The client has gone, which is what many tests are about.
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** A thread that is accepting may still accept one more after the listener is closed: it must be gone. */
    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Peer peer : peers) {
            peer.close();
        }
    }
}
