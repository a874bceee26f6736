package io.leasehold.session;

import io.leasehold.InvalidConfigException;
import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.session.internal.Setting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a registry. Immutable, and always valid: what is out of range is refused, all of it at once, and nothing is
 * repaired. A duration or a limit of zero switches a concern off where its text says so.
 *
 * @param name how logs, events and errors call the registry; not blank
 * @param onDisconnect what becomes of a session when its last connection ends, unless it has a rule of its own: it ends at once, after
 *     a time, or never for that reason alone, which requires an {@code idleTimeout}; at once by default
 * @param idleTimeout after how long without a call, an operation that waits or runs, or a pin a session ends; 1 h by default,
 *     zero (off) or 1 s to 365 days
 * @param maxLife after how long a session ends whatever it does; off by default, zero (off) or 1 s to 365 days
 * @param quietHolding after how long without a call a session that hangs on calls alone is detached while it holds an operation
 *     that waits or runs, a pin or a transaction; 60 s by default, 1 s to 24 h
 * @param quiet after how long such a session is detached that holds none of these; 15 min by default, 1 s to 24 h
 * @param yieldAfter how long a detached session keeps its pin and its open cursors; 10 s by default, zero to 1 h
 * @param closeTimeout after how long a close of something that a session held is left alone to its worker, so that the next can
 *     go on; 5 s by default, 10 ms to 1 h
 * @param maximumSessions sessions of all users; unlimited by default, 0 (unlimited) or 1 to 1,000,000, as all limits
 * @param maximumPerUser sessions of one principal
 * @param maximumPerAddress sessions opened from one address
 * @param maximumPerUserAndAddress sessions of one principal opened from one address
 * @param maximumDetachedPerUser detached sessions of one principal, 10 by default; one more is ended instead
 */
public record SessionConfig(
        String name,
        OnDisconnect onDisconnect,
        Duration idleTimeout,
        Duration maxLife,
        Duration quietHolding,
        Duration quiet,
        Duration yieldAfter,
        Duration closeTimeout,
        int maximumSessions,
        int maximumPerUser,
        int maximumPerAddress,
        int maximumPerUserAndAddress,
        int maximumDetachedPerUser) {

    /** How many ended sessions are remembered for their owners: what those presented later is answered with the reason. */
    public static final int MOST_REMEMBERED = 10_000;

    /** For how long an ended session is remembered. */
    public static final Duration REMEMBERED_FOR = Duration.ofHours(1);

    /**
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SessionConfig {
        List<Violation> violations = new ArrayList<>();
        if (name == null || name.isBlank()) {
            violations.add(new Violation("name", "'" + name + "'", "must not be blank"));
        }
        Setting.ON_DISCONNECT.check(onDisconnect, violations);
        Setting.IDLE_TIMEOUT.check(idleTimeout, violations);
        Setting.MAX_LIFE.check(maxLife, violations);
        Setting.QUIET_HOLDING.check(quietHolding, violations);
        Setting.QUIET.check(quiet, violations);
        Setting.YIELD_AFTER.check(yieldAfter, violations);
        Setting.CLOSE_TIMEOUT.check(closeTimeout, violations);
        Setting.MAXIMUM_SESSIONS.check(maximumSessions, violations);
        Setting.MAXIMUM_PER_USER.check(maximumPerUser, violations);
        Setting.MAXIMUM_PER_ADDRESS.check(maximumPerAddress, violations);
        Setting.MAXIMUM_PER_USER_AND_ADDRESS.check(maximumPerUserAndAddress, violations);
        Setting.MAXIMUM_DETACHED_PER_USER.check(maximumDetachedPerUser, violations);
        Setting.keptOnlyIfIdleEnds(onDisconnect, idleTimeout, violations);
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("session registry '" + name + "'", violations);
        }
    }
}
