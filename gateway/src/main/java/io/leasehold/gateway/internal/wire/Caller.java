package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.Future;

/** Who is at the other end of a call, and the connection that it came over. For the thread that serves the call. */
public interface Caller {

    ClientConnection connection();

    /** Who was verified; empty where the listener asks for no login. */
    String principal();

    /** Whether the principal was proven. */
    boolean verified();

    String address();

    Transport transport();

    /** On whose behalf the client asks to act, by the parameter of HTTP; empty where it does not. */
    String doAs();

    /**
     * Waits for work that another thread does, and watches the client meanwhile: whoever hangs up is noticed within 200 ms on a
     * binary transport, and not at all over HTTP.
     *
     * @param atMost zero or more
     * @return whether the work is done, however it ended
     * @throws ClientGoneException if the client is gone; its connection has been ended by then
     */
    boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException;
}
