package io.leasehold.drills;

/** Opens a wire in front of a database. Stateless. */
@FunctionalInterface
public interface WireMaker {

    Wire open(String targetHost, int targetPort);
}
