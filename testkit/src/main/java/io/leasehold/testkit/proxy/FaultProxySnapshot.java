package io.leasehold.testkit.proxy;

/**
 * A consistent reading of what the proxy has seen. The end of a client is seen when it is read: while its way is stalled or
 * full, a client that has hung up still counts as open.
 *
 * @param accepted connections ever accepted
 * @param open connections whose client has not hung up and which have not been cut
 * @param maximumOpen the most that were open at once
 * @param openAtServer connections that the server has reason to believe in
 * @param unreachable connections reset because the server behind the proxy did not take them
 * @param bytesToServer bytes delivered to the server
 * @param bytesToClient bytes delivered to clients
 * @param lostToServer bytes from clients that vanished
 * @param lostToClient bytes from the server that vanished
 */
public record FaultProxySnapshot(
        long accepted,
        int open,
        int maximumOpen,
        int openAtServer,
        long unreachable,
        long bytesToServer,
        long bytesToClient,
        long lostToServer,
        long lostToClient) {}
