package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks at ports before anything is started. Stateless. */
final class Ports {

    private Ports() {}

    /** @throws BadInputException if the port is not one, or somebody listens there */
    static void check(String option, int port) {
        if (port < 0 || port > 65_535) {
            throw new BadInputException(
                    option + " " + port + ": a port is a number from 1 to 65535, or 0 for a free one.");
        }
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            probe.getLocalPort();
        } catch (IOException e) {
            throw new BadInputException(
                    option + " " + port
                            + ": the port is in use, or not allowed: give another, or leave it out for a free one.",
                    e);
        }
    }
}
