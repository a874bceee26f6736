package io.leasehold.spi;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** What a failed open means to the pool, and to the group it is in. */
public enum OpenRefusal {
    /** The server has no room: the pool's ceiling yields for a while. The endpoint does not fail fast. */
    SERVER_FULL,
    /** Nobody answers at the address: refused, unreachable, timed out. In a group all identities on it fail fast. */
    UNREACHABLE,
    /** The server does not let this identity in. In a group that endpoint fails fast. */
    LOGIN_REFUSED,
    /** Anything else: the pool backs off. In a group that endpoint fails fast. */
    OTHER;

    private static final int DEEPEST = 16;

    /** What the JDK's own exceptions tell, down the chain of causes: {@link #UNREACHABLE} or {@link #OTHER}. */
    public static OpenRefusal of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (isUnreachable(cause)) {
                return UNREACHABLE;
            }
            cause = cause.getCause();
        }
        return OTHER;
    }

    private static boolean isUnreachable(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof PortUnreachableException
                || cause instanceof UnknownHostException
                || cause instanceof SocketTimeoutException;
    }
}
