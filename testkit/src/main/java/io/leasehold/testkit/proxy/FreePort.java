package io.leasehold.testkit.proxy;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds a port that can be given up and taken again. It lies below the range from which kernels take the local ports of
 * outgoing connections (32768 and up on Linux): in that range, a client that calls a port where nobody listens can be
 * given that same port and then connects to itself.
 */
final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_767;
    private static final int ATTEMPTS = 100;

    interface Use<T> {
        T on(int port) throws IOException;
    }

    private FreePort() {}

    /** The first success in using a port that nobody else has. */
    static <T> T take(Use<T> use) throws IOException {
        IOException last = new BindException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return use.on(ThreadLocalRandom.current().nextInt(FIRST, LAST + 1));
            } catch (BindException taken) {
                last = taken;
            }
        }
        throw last;
    }
}
