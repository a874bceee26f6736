package io.leasehold.cli;

import io.leasehold.drills.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks at ports before anything is started. Stateless. */
final class Ports {

    /** What to do about one that is taken where leaving the option out means a free port. */
    static final String OF_DRILL = "give another, or leave it out for a free one.";

    /** The same where leaving it out means the usual port, at which another gateway may listen. */
    static final String OF_SERVER = "is another gateway running? Give another port, or 0 for a free one.";

    private Ports() {}

    /**
     * @param advice what to do if somebody listens there
     * @throws BadInputException if the port is not one, or somebody listens there
     */
    static void check(String option, int port, String advice) {
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
            throw new BadInputException(option + " " + port + ": the port is in use, or not allowed: " + advice, e);
        }
    }
}
