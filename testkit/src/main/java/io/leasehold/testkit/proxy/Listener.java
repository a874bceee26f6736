package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy's ear: answers connection attempts, refuses them, or lets them time out. Belongs to the loop's thread.
 *
 * <p>Refusing: the port is bound by a socket that does not listen, so that the kernel refuses and nobody else can take the
 * port. Ignoring: the shortest possible queue of connections that nobody accepts is filled with the proxy's own; Linux
 * does not answer while it is full.
 */
final class Listener implements ProxyLoop.Ready {
    private static final Logger LOG = LoggerFactory.getLogger(FaultProxy.class);
    private static final int QUEUE = 128;
    private static final int MOST_FILLERS = 8;
    private static final Duration FILLER_LIMIT = Duration.ofMillis(50);

    private final Switchboard board;
    private final InetSocketAddress address;
    private final List<SocketChannel> holders = new ArrayList<>();
    private @Nullable ServerSocketChannel channel;

    /** Listens at once; port 0 takes a free one. */
    Listener(Switchboard board, InetSocketAddress address) throws IOException {
        this.board = board;
        this.address = listen(address, QUEUE);
    }

    InetSocketAddress address() {
        return address;
    }

    @Override
    public void onReady(SelectionKey key) throws IOException {
        ServerSocketChannel listening = channel;
        // One at a time: the loop looks at what has ended in between.
        SocketChannel accepted = listening == null ? null : listening.accept();
        if (accepted != null) {
            try {
                board.accept(accepted);
            } catch (IOException e) {
                accepted.close();
                throw e;
            }
        }
    }

    @Override
    public void onError(Exception e) {
        LOG.warn("The fault proxy could not accept a connection on {}", address, e);
    }

    void accept() {
        if (channel != null && holders.isEmpty()) {
            return;
        }
        switchTo(() -> listen(address, QUEUE));
    }

    void refuse() {
        switchTo(() -> {
            SocketChannel holder = SocketChannel.open();
            holders.add(holder);
            holder.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            holder.bind(address);
        });
    }

    void ignore() {
        switchTo(() -> {
            listen(address, 1);
            fill();
        });
    }

    void close() {
        switchTo(() -> {});
    }

    private interface Mode {
        void begin() throws IOException;
    }

    private void switchTo(Mode mode) {
        try {
            if (channel != null) {
                channel.close();
                channel = null;
            }
            for (SocketChannel holder : holders) {
                holder.close();
            }
            holders.clear();
            // A channel that a selector knows is closed, and its port free, only after the next selection; a closed one
            // knows none.
            if (board.selector().isOpen()) {
                board.selector().selectNow();
            }
            mode.begin();
        } catch (IOException e) {
            throw new UncheckedIOException("The proxy cannot listen on " + address + " as ordered", e);
        }
    }

    private InetSocketAddress listen(InetSocketAddress where, int queue) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open();
        try {
            listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listening.bind(where, queue);
            if (queue == QUEUE) {
                listening.configureBlocking(false);
                listening.register(board.selector(), SelectionKey.OP_ACCEPT, this);
            }
            InetSocketAddress bound = (InetSocketAddress) listening.getLocalAddress();
            // Only now: what could not be bound does not listen.
            channel = listening;
            return bound;
        } catch (IOException | RuntimeException e) {
            closeAfterFailure(listening, e);
            throw e;
        }
    }

    private static void closeAfterFailure(ServerSocketChannel unused, Exception failure) {
        try {
            unused.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void fill() throws IOException {
        for (int filler = 0; filler < MOST_FILLERS; filler++) {
            if (!isAnswered(filler())) {
                return;
            }
        }
        throw new UnsupportedOperationException(
                "This system answers connection attempts whatever the queue: use refuse()");
    }

    private SocketChannel filler() throws IOException {
        SocketChannel filler = SocketChannel.open();
        holders.add(filler);
        filler.configureBlocking(false);
        filler.connect(address);
        return filler;
    }

    private static boolean isAnswered(SocketChannel filler) throws IOException {
        long begin = System.nanoTime();
        while (!filler.finishConnect()) {
            if (System.nanoTime() - begin > FILLER_LIMIT.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(1_000_000);
        }
        return true;
    }
}
