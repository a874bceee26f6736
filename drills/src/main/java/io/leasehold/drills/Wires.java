package io.leasehold.drills;

/** Makes the wires of a run. Stateless. */
public final class Wires {

    private Wires() {}

    /** @param port where each wire listens, one after the other; 0 for a free port each */
    public static WireMaker on(int port) {
        return (host, target) -> new RelayWire(port, host, target);
    }
}
