package io.leasehold.testkit.proxy;

/** One connection through the proxy, to look at and to harm. Safe for use by many threads, also after its end. */
public final class ProxiedConnection implements FaultTarget {
    private final FaultProxy proxy;
    private final Relay relay;

    ProxiedConnection(FaultProxy proxy, Relay relay) {
        this.proxy = proxy;
        this.relay = relay;
    }

    /** Connections are numbered from 1 in the order in which they were accepted. */
    public long number() {
        return relay.number();
    }

    /** The client's own port: what the client's socket calls its local port. */
    public int clientPort() {
        return relay.clientPort();
    }

    /** Whether the client has not hung up and the connection was not cut. */
    public boolean isOpen() {
        return proxy.ask(relay::isOpen);
    }

    /** Whether bytes vanish both ways for good: the flow was dropped when idle, or healed with a gap in it. */
    public boolean isForgotten() {
        return proxy.ask(relay::isForgotten);
    }

    /** Bytes delivered in that direction. */
    public long bytes(Direction direction) {
        return proxy.ask(() -> relay.delivered(direction));
    }

    /** Bytes that vanished in that direction. */
    public long lostBytes(Direction direction) {
        return proxy.ask(() -> relay.lost(direction));
    }

    @Override
    public void apply(Fault fault) {
        FaultProxy.refuseListening(fault);
        proxy.order(board -> {
            board.ordered(fault, number());
            relay.apply(fault);
        });
    }

    @Override
    public void heal() {
        proxy.order(board -> {
            board.healed(number());
            relay.heal();
        });
    }

    @Override
    public String toString() {
        return "connection " + number() + " from port " + clientPort();
    }
}
