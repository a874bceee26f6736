package io.leasehold.testkit.proxy;

import io.leasehold.spi.Ticker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** Builds a {@link FaultProxy}. Not safe for use by many threads. */
public final class FaultProxyBuilder {
    private final String host;
    private final int port;
    private InetAddress listenAddress = InetAddress.getLoopbackAddress();
    private int listenPort;
    private long seed = System.nanoTime();
    private @Nullable Ticker ticker;

    FaultProxyBuilder(String host, int port) {
        this.host = host;
        this.port = requirePort(port, 1);
    }

    /** The port on the loopback interface to listen on, 0 to 65535; 0, the default, takes a free one. */
    public FaultProxyBuilder listenOn(int listenPort) {
        this.listenPort = requirePort(listenPort, 0);
        return this;
    }

    /**
     * As {@link #listenOn(int)}, on another address of the loopback interface, such as 127.0.0.2 where the system has it: for
     * servers that differ by their addresses alone, as those behind one name do.
     *
     * @throws IllegalArgumentException if the address is not on the loopback interface
     */
    public FaultProxyBuilder listenOn(InetAddress address, int listenPort) {
        if (!address.isLoopbackAddress()) {
            throw new IllegalArgumentException("A proxy listens on the loopback interface alone, not on " + address);
        }
        this.listenAddress = address;
        return listenOn(listenPort);
    }

    /** Fixes the values of random bytes and random choices; {@link FaultProxy#seed()} tells the one that was taken. */
    public FaultProxyBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * The time by which delays, rates and idleness are measured, and events are dated; by default the system's. Under a
     * ticker of one's own the proxy notices that time has passed within 5 ms, or before the next call on it.
     */
    public FaultProxyBuilder ticker(Ticker ticker) {
        this.ticker = ticker;
        return this;
    }

    /**
     * Starts listening.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public FaultProxy start() {
        Ticker time = ticker == null ? new SystemTime() : ticker;
        InetSocketAddress target = new InetSocketAddress(host, port);
        Selector selector = open();
        Switchboard board = new Switchboard(selector, target, time, seed);
        try {
            Listener listener = listen(board);
            String name = "fault-proxy-" + listener.address().getPort();
            ProxyLoop loop = new ProxyLoop(selector, board, ticker != null, name);
            return new FaultProxy(loop, board, listener, seed);
        } catch (IOException e) {
            closeAfterFailure(selector, e);
            throw new UncheckedIOException("Cannot listen on port " + listenPort + " of " + listenAddress, e);
        }
    }

    private Listener listen(Switchboard board) throws IOException {
        if (listenPort != 0) {
            return new Listener(board, new InetSocketAddress(listenAddress, listenPort));
        }
        return FreePort.take(candidate -> new Listener(board, new InetSocketAddress(listenAddress, candidate)));
    }

    private static Selector open() {
        try {
            return Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a selector", e);
        }
    }

    private static void closeAfterFailure(Selector selector, IOException failure) {
        try {
            selector.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private static int requirePort(int port, int lowest) {
        if (port < lowest || port > 65_535) {
            throw new IllegalArgumentException("A port must be from " + lowest + " to 65535, but is " + port);
        }
        return port;
    }

    private static final class SystemTime implements Ticker {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long coarseNanos() {
            return System.nanoTime();
        }
    }
}
