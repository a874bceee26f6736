package io.leasehold.drills;

import io.leasehold.testkit.proxy.FaultProxy;
import java.io.UncheckedIOException;

/** Makes the wires of a run. Stateless. */
public final class Wires {

    private Wires() {}

    /** @param port where each wire listens, one after the other; 0 for a free port each */
    public static WireMaker on(int port) {
        return (host, target) -> new ProxyWire(start(port, host, target));
    }

    private static FaultProxy start(int port, String host, int target) {
        try {
            return FaultProxy.builder(host, target).listenOn(port).start();
        } catch (UncheckedIOException e) {
            String why = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
            throw new BadInputException(
                    "--port " + port + ": the proxy cannot listen there (" + why + "): give another.", e);
        }
    }
}
