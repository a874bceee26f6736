package io.leasehold.thrift.internal;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Asks a plain socket whether its server has hung up, which {@code isOpen()} does not tell: in silence a read times out, and
 * anything else, a byte as well as the end, is no state to lend it in. It sends nothing and costs a millisecond.
 */
final class ReadPeek {

    /** The shortest wait a socket knows; zero would be for ever. */
    private static final int MILLIS = 1;

    private ReadPeek() {}

    /** Whether nothing waits to be read and the server has not hung up. Leaves another timeout behind. */
    static boolean isSilent(Socket socket) throws IOException {
        socket.setSoTimeout(MILLIS);
        try {
            socket.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
