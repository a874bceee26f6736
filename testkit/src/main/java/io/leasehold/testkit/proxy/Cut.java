package io.leasehold.testkit.proxy;

/** How a connection is ended. */
public enum Cut {
    /** In good order: both peers read the end of the stream. A peer that writes on is answered with a reset. */
    FIN,
    /** Abruptly: the next read or write of both peers fails with "connection reset". */
    RST
}
