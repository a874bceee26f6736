package io.leasehold.drills;

import java.io.IOException;

/** Opens a wire in front of a database. Stateless. */
@FunctionalInterface
public interface WireMaker {

    Wire open(String targetHost, int targetPort) throws IOException;
}
