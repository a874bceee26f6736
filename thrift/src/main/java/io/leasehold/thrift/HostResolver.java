package io.leasehold.thrift;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a host, at every open. Safe for many threads. */
@FunctionalInterface
public interface HostResolver {

    /**
     * Runs on a worker during an open, within its timeout.
     *
     * @return the addresses in the order in which they are tried; at least one
     * @throws UnknownHostException if there are none
     */
    List<InetAddress> resolve(String host) throws UnknownHostException;
}
