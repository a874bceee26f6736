package io.leasehold.session;

import io.leasehold.InvalidConfigException;
import java.time.Duration;

/**
 * What becomes of a session when its last connection has ended. A value.
 *
 * @param ends whether the session ends for that reason alone
 * @param grace how long after; zero: at once. Without meaning where it does not end
 */
public record OnDisconnect(boolean ends, Duration grace) {

    /** It ends with its last connection. */
    public static OnDisconnect endAtOnce() {
        return new OnDisconnect(true, Duration.ZERO);
    }

    /** It is detached, and ends unless its client comes back within this time. */
    public static OnDisconnect endAfter(Duration grace) {
        return new OnDisconnect(true, grace);
    }

    /** It is detached, and ends when it is idle. The connection that ended is forgotten all the same. */
    public static OnDisconnect keep() {
        return new OnDisconnect(false, Duration.ZERO);
    }

    @Override
    public String toString() {
        return !ends ? "never" : grace.isZero() ? "at once" : "after " + InvalidConfigException.words(grace);
    }
}
