package io.leasehold;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A consistent reading of a pool. Immutable.
 *
 * @param name the pool's name
 * @param state what the pool does
 * @param total resources open now: idle, leased, being checked or on their way out
 * @param idle ready to be lent
 * @param leased held by somebody, those being reset included
 * @param checking being checked before they are lent again
 * @param closing on their way out
 * @param opening opens in flight
 * @param waiting threads in the line
 * @param maximum the configured maximum
 * @param ceiling what the pool may open now: the maximum, or less while the server says it is full
 * @param lost opens and closes that were given up because the driver hangs
 * @param lastOpenFailure the last open that failed since one succeeded, or null
 * @param advice what the ages tell at which idle resources were found dead, in one sentence, or null
 * @param holders who holds what, the longest first
 */
public record PoolSnapshot(
        String name,
        State state,
        int total,
        int idle,
        int leased,
        int checking,
        int closing,
        int opening,
        int waiting,
        int maximum,
        int ceiling,
        int lost,
        @Nullable OpenFailure lastOpenFailure,
        @Nullable String advice,
        List<HolderSnapshot> holders) {

    public PoolSnapshot {
        holders = List.copyOf(holders);
    }

    /** What a pool does. */
    public enum State {
        OPEN,
        PAUSED,
        DRAINING,
        CLOSED
    }
}
