package io.leasehold.gateway.internal.wire;

import io.leasehold.session.ClientConnection;
import java.time.Duration;
import java.util.concurrent.Future;

/** Who is at the other end of a call, and the connection that it came over. For the thread that serves the call. */
public interface Caller {

    ClientConnection connection();

    /**
     * Who was verified; on a listener without authentication whom the client names itself, unverified, and empty if it names
     * nobody.
     */
    String principal();

    /** Whether the principal was proven. */
    boolean verified();

    String address();

    /**
     * On whose behalf the client asks to act, by the parameter of HTTP or SASL's authorization id; empty where it does not. That
     * it may is not checked yet.
     */
    String doAs();

    /**
     * Waits for work that another thread does, and looks after the client meanwhile: whoever hangs up is noticed within 200 ms.
     * Over HTTP that is the socket of this call alone, and its end is the client's for this call alone. Once a client is gone
     * whatever the call answers is dropped, so it may answer anything.
     *
     * @param atMost zero or more
     * @return whether the work is done, however it ended
     * @throws ClientGoneException if the client is gone; on a binary transport its connection has been ended by then
     */
    boolean await(Future<?> work, Duration atMost) throws ClientGoneException, InterruptedException;
}
