package io.leasehold;

import java.time.Duration;
import java.util.List;

/**
 * The settings of a shared pool. Immutable, and always valid: what is out of range is refused, all of it at once, and nothing
 * is repaired. A duration of zero switches a concern off where its text says so.
 *
 * @param name how errors, logs and events call the pool; not blank
 * @param maximumResources resources of all keys together: open, being opened, retired and being closed, 1 to 10,000
 * @param width resources a key may have at a time, 1 to 64 and at most {@code maximumResources}
 * @param spread how the holders of a key are spread over its resources
 * @param grace how long a resource without a holder stays open for the next, zero (closed at once) to 365 days
 * @param acquireTimeout how long {@link SharedPool#acquire(Object)} waits, zero (try once) to 24 hours
 * @param openTimeout after which an open is given up, 1 ms to 1 hour
 * @param checkTimeout after which a check is given up, 1 ms to 1 hour
 * @param closeTimeout after which a close is given up, and the end of what was made from a share, each, 1 ms to 1 hour
 * @param checkInterval how often a resource that has holders is checked, 100 ms to 365 days; zero: only when a call suspects it
 * @param failFast for how long after an open failed acquires of its key fail at once with the same cause, at most 1 hour;
 *     zero: each tries anew
 * @param shareReportAfter after which a share is reported with its holder, 100 ms to 365 days; zero: never
 * @param shareTerm after which a share is revoked, 100 ms to 365 days; zero: never
 * @param abandonedAfter the age from which a share is watched for a handle that became garbage, 100 ms to 365
 *     days; zero: never
 * @param reclaimAbandoned whether the share of such a handle is taken back; if not, it is reported and kept
 * @param siteSampling how often the site of an acquire is recorded beside the first ones: one in this many (a power of two, at
 *     most 1,048,576), 1: each, 0: only the first, while somebody waits, or a share has been reported
 * @param registerMbeans whether the snapshot can be read through JMX, as {@link SharedPoolMXBean}
 */
public record SharedPoolConfig(
        String name,
        int maximumResources,
        int width,
        Spread spread,
        Duration grace,
        Duration acquireTimeout,
        Duration openTimeout,
        Duration checkTimeout,
        Duration closeTimeout,
        Duration checkInterval,
        Duration failFast,
        Duration shareReportAfter,
        Duration shareTerm,
        Duration abandonedAfter,
        boolean reclaimAbandoned,
        int siteSampling,
        boolean registerMbeans) {

    /** The most resources a key may have at a time. */
    public static final int WIDEST = 64;

    /**
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public SharedPoolConfig {
        Duration moment = Duration.ofMillis(1);
        Duration hour = Duration.ofHours(1);
        Duration day = Duration.ofHours(24);
        Duration least = Duration.ofMillis(100);
        List<InvalidConfigException.Violation> violations = new PoolConfigRules()
                .text("name", name)
                .range("maximumResources", maximumResources, 1, PoolConfig.LARGEST_POOL)
                .range("width", width, 1, Math.max(1, Math.min(WIDEST, maximumResources)))
                .given("spread", spread)
                .range("grace", grace, Duration.ZERO, Duration.ofDays(365))
                .range("acquireTimeout", acquireTimeout, Duration.ZERO, day)
                .range("openTimeout", openTimeout, moment, hour)
                .range("checkTimeout", checkTimeout, moment, hour)
                .range("closeTimeout", closeTimeout, moment, hour)
                .offOr("checkInterval", checkInterval, least)
                .range("failFast", failFast, Duration.ZERO, hour)
                .offOr("shareReportAfter", shareReportAfter, least)
                .offOr("shareTerm", shareTerm, least)
                .offOr("abandonedAfter", abandonedAfter, least)
                .powerOfTwoOrZero("siteSampling", siteSampling)
                .violations();
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("shared pool '" + name + "'", violations);
        }
    }
}
