package io.leasehold.testkit.proxy;

import java.util.Collection;

/** What is counted over the proxy's life; connections that are over leave their sums here. Belongs to the loop's thread. */
final class Tally {
    private long accepted;
    private int maximumOpen;
    private long unreachable;
    private long bytesToServer;
    private long bytesToClient;
    private long lostToServer;
    private long lostToClient;

    long accepted() {
        return accepted;
    }

    void accepted(int open) {
        accepted++;
        maximumOpen = Math.max(maximumOpen, open);
    }

    void unreachable() {
        unreachable++;
    }

    void over(Relay relay) {
        bytesToServer += relay.delivered(Direction.TO_SERVER);
        bytesToClient += relay.delivered(Direction.TO_CLIENT);
        lostToServer += relay.lost(Direction.TO_SERVER);
        lostToClient += relay.lost(Direction.TO_CLIENT);
    }

    FaultProxySnapshot snapshot(Collection<Relay> relays, int open, int openAtServer) {
        return new FaultProxySnapshot(
                accepted,
                open,
                maximumOpen,
                openAtServer,
                unreachable,
                bytesToServer
                        + relays.stream()
                                .mapToLong(relay -> relay.delivered(Direction.TO_SERVER))
                                .sum(),
                bytesToClient
                        + relays.stream()
                                .mapToLong(relay -> relay.delivered(Direction.TO_CLIENT))
                                .sum(),
                lostToServer
                        + relays.stream()
                                .mapToLong(relay -> relay.lost(Direction.TO_SERVER))
                                .sum(),
                lostToClient
                        + relays.stream()
                                .mapToLong(relay -> relay.lost(Direction.TO_CLIENT))
                                .sum());
    }
}
