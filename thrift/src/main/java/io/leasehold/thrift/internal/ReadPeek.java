package io.leasehold.thrift.internal;

import io.leasehold.spi.UnfitException;
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

    /**
     * Whether the server has not hung up. Leaves another timeout behind.
     *
     * @throws UnfitException if something waits to be read
     */
    static boolean isSilent(Socket socket) throws IOException, UnfitException {
        socket.setSoTimeout(MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                return false;
            }
            int bytes = 1 + socket.getInputStream().available();
            throw new UnfitException(bytes + (bytes == 1 ? " byte" : " bytes") + " arrived that nobody asked for");
        } catch (SocketTimeoutException e) {
            return true;
        }
    }
}
