package io.leasehold.testkit.proxy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Relays TCP connections from a port of the loopback interface to a server, and does to them what is ordered: delays,
 * cuts, silence, garbage. Safe for use by many threads; one daemon thread does the work and is gone after {@link #close()}.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to("127.0.0.1", 5432)) {
 *     DataSource pool = ...; // on proxy.host() and proxy.port()
 *     proxy.blackHole(Direction.BOTH);
 *     ...
 *     proxy.heal();
 * }
 * }</pre>
 *
 * <p>Faults ordered of the proxy itself strike all connections: lasting ones those that come later too, momentary ones
 * those that are open. {@link #onOpen()}, {@link #onNew()} and {@link ProxiedConnection} narrow that.
 *
 * <p>Before any call takes effect, the proxy handles what has reached it: whoever has connected is among {@link
 * #connections()}, what was written has met the faults in force before. The kernel normally delivers between peers on one
 * machine at once but does not promise it; {@link #awaitOpen} is for tests that must not be wrong once in a million runs.
 */
public final class FaultProxy implements FaultTarget, AutoCloseable {
    private final ProxyLoop loop;
    private final Switchboard board;
    private final Listener listener;
    private final long seed;
    private final FaultTarget onOpen = new Scope(true, false);
    private final FaultTarget onNew = new Scope(false, true);
    private final FaultTarget onAll = new Scope(true, true);

    /** Read and written by the loop's thread, and by others after its end. */
    private boolean closed;

    FaultProxy(ProxyLoop loop, Switchboard board, Listener listener, long seed) {
        this.loop = loop;
        this.board = board;
        this.listener = listener;
        this.seed = seed;
        loop.start();
    }

    /** A proxy on a free port, to this server. */
    public static FaultProxy to(String host, int port) {
        return builder(host, port).start();
    }

    public static FaultProxyBuilder builder(String host, int port) {
        return new FaultProxyBuilder(host, port);
    }

    public String host() {
        return listener.address().getAddress().getHostAddress();
    }

    public int port() {
        return listener.address().getPort();
    }

    /** What {@link FaultProxyBuilder#seed} needs to make the same random choices again. */
    public long seed() {
        return seed;
    }

    /** The connections that are open, the oldest first. */
    public List<ProxiedConnection> connections() {
        return ask(() -> board.openRelays().stream()
                .map(relay -> new ProxiedConnection(this, relay))
                .toList());
    }

    /**
     * Waits until so many connections are open.
     *
     * @throws IllegalStateException if that is not so within the limit
     */
    public void awaitOpen(int count, Duration limit) {
        long begin = System.nanoTime();
        while (snapshot().open() != count) {
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new IllegalStateException(
                        "Not " + count + " but " + snapshot().open() + " connections are open after " + limit);
            }
        }
    }

    /** One of the open connections, chosen at random by the seed; empty if none is open. */
    public Optional<ProxiedConnection> pick() {
        return ask(() -> board.pick().map(relay -> new ProxiedConnection(this, relay)));
    }

    /** The connections that are open when a fault is ordered. */
    public FaultTarget onOpen() {
        return onOpen;
    }

    /** The connections accepted after a fault is ordered, until it is healed; momentary faults meet each of them too. */
    public FaultTarget onNew() {
        return onNew;
    }

    @Override
    public void apply(Fault fault) {
        if (!(fault instanceof Fault.Listening)) {
            onAll.apply(fault);
            return;
        }
        order(it -> {
            it.ordered(fault, 0);
            if (fault instanceof Fault.Refuse) {
                listener.refuse();
            } else {
                listener.ignore();
            }
            it.delivered(fault, 0, fault.direction(), 0);
        });
    }

    /** Refuses new connections from now on; the open ones are not touched. */
    public void refuse() {
        apply(new Fault.Refuse());
    }

    /**
     * Does not answer new connections from now on: they time out. The open ones are not touched.
     *
     * @throws UnsupportedOperationException where the system answers for us; Linux does not
     */
    public void ignore() {
        apply(new Fault.Ignore());
    }

    /** Ends all lasting faults, those on connections to come too, and accepts connections again. */
    @Override
    public void heal() {
        onAll.heal();
        order(it -> listener.accept());
    }

    /**
     * Resets, at the ends that are still there, what a fault has left of connections: those whose stream has a gap or was forgotten, and
     * those whose client has gone without the server being told. In a network a peer's next packet does that, or its keep-alive.
     */
    public void endForgotten() {
        order(Switchboard::cutForgotten);
    }

    public FaultProxySnapshot snapshot() {
        return ask(board::snapshot);
    }

    /** What was ordered and what was delivered, oldest first; the latest 10,000. */
    public List<FaultEvent> events() {
        return ask(board::events);
    }

    /** How often a fault of this type has been delivered; 0 says that it was ordered in vain. */
    public long delivered(Class<? extends Fault> type) {
        return events().stream()
                .filter(event -> event.step() == FaultEvent.Step.DELIVERED && type.isInstance(event.fault()))
                .count();
    }

    /** Resets all connections and stops listening; what was counted can still be read. Does nothing the second time. */
    @Override
    public void close() {
        loop.stop(() -> {
            if (!closed) {
                closed = true;
                try {
                    listener.close();
                } finally {
                    board.cutAll();
                }
            }
        });
    }

    <T> T ask(Supplier<T> question) {
        return loop.call(question);
    }

    void order(Consumer<Switchboard> work) {
        loop.call(() -> {
            if (closed) {
                throw new IllegalStateException("The proxy is closed");
            }
            work.accept(board);
            return true;
        });
    }

    static void refuseListening(Fault fault) {
        if (fault instanceof Fault.Listening) {
            throw new IllegalArgumentException(fault + " concerns the listener: apply it to the proxy");
        }
    }

    @Override
    public String toString() {
        return "fault proxy on " + host() + ":" + port() + " to " + board.target();
    }

    /** Some of the connections, as a target of faults. */
    private final class Scope implements FaultTarget {
        private final boolean open;
        private final boolean later;

        Scope(boolean open, boolean later) {
            this.open = open;
            this.later = later;
        }

        @Override
        public void apply(Fault fault) {
            refuseListening(fault);
            order(it -> {
                it.ordered(fault, 0);
                if (later && (fault instanceof Fault.Lasting || !open)) {
                    it.applyToNew(fault);
                }
                if (open) {
                    it.applyToOpen(fault);
                }
            });
        }

        @Override
        public void heal() {
            order(it -> {
                it.healed(0);
                if (later) {
                    it.healNew();
                }
                if (open) {
                    it.healOpen();
                }
            });
        }
    }
}
