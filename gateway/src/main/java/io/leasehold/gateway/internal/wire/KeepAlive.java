package io.leasehold.gateway.internal.wire;

import java.io.IOException;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;

/**
 * When a client's machine is taken to be gone: after 30 s without a word 3 probes, 10 s apart. Linux' own defaults are 2 h and 9 probes
 * 75 s apart. Stateless.
 */
final class KeepAlive {

    private static final Map<SocketOption<Integer>, Integer> TIMES = Map.of(
            ExtendedSocketOptions.TCP_KEEPIDLE, 30,
            ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
            ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

    private KeepAlive() {}

    /** The options of a socket, which Java has in two unrelated types. */
    interface Options {
        <T> void set(SocketOption<T> option, T value) throws IOException;
    }

    /** @param supported those of the times that this machine does not have are left alone */
    static void set(Set<SocketOption<?>> supported, Options options) throws IOException {
        options.set(StandardSocketOptions.SO_KEEPALIVE, true);
        for (Map.Entry<SocketOption<Integer>, Integer> time : TIMES.entrySet()) {
            if (supported.contains(time.getKey())) {
                options.set(time.getKey(), time.getValue());
            }
        }
    }
}
