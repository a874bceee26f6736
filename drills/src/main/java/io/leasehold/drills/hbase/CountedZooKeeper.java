package io.leasehold.drills.hbase;

import io.leasehold.drills.services.CountingService;
import io.leasehold.testkit.proxy.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * HBase's ZooKeeper, to which each connection of HBase's client has one: ZooKeeper itself is asked how many it has, those of the
 * servers included, and a proxy before it counts what the holders open. Safe for use by many threads.
 */
final class CountedZooKeeper implements CountingService {

    /** The administrator's word for a list of the connections, those without a session included. */
    private static final String LIST = "cons";

    /** A session's number; who only asks, as this does, has none. */
    private static final String SESSION = "sid=0x";

    private static final int TIMEOUT_MILLIS = 5_000;

    private final int port;
    private final FaultProxy proxy;

    CountedZooKeeper(int port) {
        this.port = port;
        proxy = FaultProxy.to(InetAddress.getLoopbackAddress().getHostAddress(), port);
    }

    /** Where the holders find it. */
    int proxyPort() {
        return proxy.port();
    }

    @Override
    public int open() {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.getOutputStream().write(LIST.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return (int) answer.lines().filter(line -> line.contains(SESSION)).count();
        } catch (IOException e) {
            throw new UncheckedIOException("ZooKeeper does not say how many connections it has", e);
        }
    }

    @Override
    public int taken() {
        return (int) proxy.snapshot().accepted();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
