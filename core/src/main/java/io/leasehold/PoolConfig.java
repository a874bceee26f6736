package io.leasehold;

import java.time.Duration;
import java.util.List;

/**
 * The settings of a pool. Immutable, and always valid: what is out of range is refused, all of it at once, and nothing
 * is repaired. A duration of zero switches a concern off where its text says so.
 *
 * @param name how errors, logs and events call the pool; not blank
 * @param minimumSize resources kept open, 0 to {@code maximumSize}
 * @param maximumSize resources open at a time, opens in flight included, 1 to 10,000
 * @param maximumOpening opens, and checks of suspects, in flight at a time, 1 to {@code maximumSize}
 * @param maximumWaiting threads that may wait in line, 0 or more; one more is refused at once
 * @param acquireTimeout how long {@link Pool#acquire()} waits, zero (try once) to 24 hours
 * @param openTimeout after which an open is given up, 1 ms to 1 hour
 * @param checkTimeout after which a check is given up, 1 ms to 1 hour
 * @param closeTimeout after which a close is given up, 1 ms to 1 hour
 * @param resetTimeout after which a reset on the returner's thread is cut off by aborting the resource, 1 ms to 1 hour; the
 *     watch comes round every eighth of it, so it may be that much later
 * @param aliveBypass how long a resource may be idle and still be lent without a check, at most 24 hours; zero checks
 *     always
 * @param idleTimeout after which an idle resource beyond the minimum is retired, 100 ms to 365 days; zero: never
 * @param maximumLifetime after which a resource is retired once it is idle, shortened at random by up to 10 %, 1 s to 365 days;
 *     zero: never
 * @param keepaliveTime how often an idle resource is checked, shortened at random by up to 10 %, 100 ms to 365 days and less than
 *     {@code maximumLifetime}; zero: never
 * @param leaseReportAfter after which a lease is reported with its holder, 100 ms to 365 days; zero: never
 * @param leaseTerm after which a lease is revoked, 100 ms to 365 days; zero: never
 * @param abandonedAfter the age from which a lease is watched for a handle that became garbage, 100 ms to 365
 *     days; zero: never
 * @param initializationFailTimeout how long the builder repeats the first open before it fails, at most 24 hours; zero
 *     tries once, negative does not wait for it at all
 * @param siteSampling how often the site of an acquire is recorded: one in this many (a power of two, at most
 *     1,048,576), 1: each, 0: only while somebody waits or a site has been reported
 * @param registerMbeans whether the snapshot can be read through JMX
 */
public record PoolConfig(
        String name,
        int minimumSize,
        int maximumSize,
        int maximumOpening,
        int maximumWaiting,
        Duration acquireTimeout,
        Duration openTimeout,
        Duration checkTimeout,
        Duration closeTimeout,
        Duration resetTimeout,
        Duration aliveBypass,
        Duration idleTimeout,
        Duration maximumLifetime,
        Duration keepaliveTime,
        Duration leaseReportAfter,
        Duration leaseTerm,
        Duration abandonedAfter,
        Duration initializationFailTimeout,
        int siteSampling,
        boolean registerMbeans) {

    /** The most resources a pool may have. */
    public static final int LARGEST_POOL = 10_000;

    /** One in how many acquires records its site unless it is set: more often, recording would be a fifth of an acquire's cost. */
    public static final int USUAL_SITE_SAMPLING = 32_768;

    /**
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public PoolConfig {
        List<InvalidConfigException.Violation> violations = new PoolConfigRules()
                .text("name", name)
                .range("maximumSize", maximumSize, 1, LARGEST_POOL)
                .upTo("minimumSize", minimumSize, 0, "maximumSize", maximumSize, LARGEST_POOL)
                .upTo("maximumOpening", maximumOpening, 1, "maximumSize", maximumSize, LARGEST_POOL)
                .range("maximumWaiting", maximumWaiting, 0, Integer.MAX_VALUE)
                .range("acquireTimeout", acquireTimeout, Duration.ZERO, Duration.ofHours(24))
                .range("openTimeout", openTimeout, Duration.ofMillis(1), Duration.ofHours(1))
                .range("checkTimeout", checkTimeout, Duration.ofMillis(1), Duration.ofHours(1))
                .range("closeTimeout", closeTimeout, Duration.ofMillis(1), Duration.ofHours(1))
                .range("resetTimeout", resetTimeout, Duration.ofMillis(1), Duration.ofHours(1))
                .range("aliveBypass", aliveBypass, Duration.ZERO, Duration.ofHours(24))
                .offOr("idleTimeout", idleTimeout, Duration.ofMillis(100))
                .offOr("maximumLifetime", maximumLifetime, Duration.ofSeconds(1))
                .offOr("keepaliveTime", keepaliveTime, Duration.ofMillis(100))
                .offOr("leaseReportAfter", leaseReportAfter, Duration.ofMillis(100))
                .offOr("leaseTerm", leaseTerm, Duration.ofMillis(100))
                .offOr("abandonedAfter", abandonedAfter, Duration.ofMillis(100))
                .shorterThan("keepaliveTime", keepaliveTime, "maximumLifetime", maximumLifetime)
                .atMost("initializationFailTimeout", initializationFailTimeout, Duration.ofHours(24))
                .powerOfTwoOrZero("siteSampling", siteSampling)
                .violations();
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("pool '" + name + "'", violations);
        }
    }

    /** These settings under another name. */
    public PoolConfig named(String other) {
        return with(other, minimumSize, maximumSize);
    }

    /**
     * These settings with other sizes; {@code maximumOpening} is lowered to the maximum where it would exceed it.
     *
     * @throws InvalidConfigException if a size is out of range
     */
    public PoolConfig resized(int minimum, int maximum) {
        return with(name, minimum, maximum);
    }

    private PoolConfig with(String called, int minimum, int maximum) {
        return new PoolConfig(
                called,
                minimum,
                maximum,
                Math.max(1, Math.min(maximumOpening, maximum)),
                maximumWaiting,
                acquireTimeout,
                openTimeout,
                checkTimeout,
                closeTimeout,
                resetTimeout,
                aliveBypass,
                idleTimeout,
                maximumLifetime,
                keepaliveTime,
                leaseReportAfter,
                leaseTerm,
                abandonedAfter,
                initializationFailTimeout,
                siteSampling,
                registerMbeans);
    }
}
