package io.leasehold.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one session has otherwise than its registry. Immutable.
 *
 * @param onDisconnect what becomes of it when its last connection ends, or null for the registry's rule
 * @param idleTimeout after how long it is idle, zero for never, or null for the registry's
 * @param actingAs the user on whose behalf its work is done, empty for the principal itself; limits never count this one
 */
public record SessionOptions(
        @Nullable OnDisconnect onDisconnect, @Nullable Duration idleTimeout, String actingAs) {

    /** Everything as the registry has it. */
    public static final SessionOptions DEFAULT = new SessionOptions(null, null, "");

    public SessionOptions onDisconnect(OnDisconnect value) {
        return new SessionOptions(value, idleTimeout, actingAs);
    }

    public SessionOptions idleTimeout(Duration value) {
        return new SessionOptions(onDisconnect, value, actingAs);
    }

    public SessionOptions actingAs(String user) {
        return new SessionOptions(onDisconnect, idleTimeout, user);
    }
}
