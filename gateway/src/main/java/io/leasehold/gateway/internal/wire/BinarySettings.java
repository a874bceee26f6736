package io.leasehold.gateway.internal.wire;

import io.leasehold.InvalidConfigException.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link BinaryServer} has. Immutable.
 *
 * @param listener what every listener has
 * @param answerTimeout after how long without a byte from a client that has not acknowledged an answer its connection is closed,
 *     if a session of it keeps something others could use; 2 min by default, 10 s to 24 h
 */
public record BinarySettings(ListenerSettings listener, Duration answerTimeout) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(24);

    /** With an answer time-out of 2 min. */
    public static BinarySettings of(ListenerSettings listener) {
        return new BinarySettings(listener, Duration.ofMinutes(2));
    }

    /** All that is wrong with these settings; see {@link ListenerSettings#violations}. */
    public List<Violation> violations(String prefix) {
        List<Violation> found = new ArrayList<>(listener.violations(prefix));
        ListenerSettings.range(found, prefix + "answerTimeout", answerTimeout, SHORTEST, LONGEST);
        return found;
    }
}
