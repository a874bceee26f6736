package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import io.leasehold.jdbc.SessionReset;
import io.leasehold.testbed.DatabaseKind;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How a run's pool is set. Immutable.
 *
 * @param places the maximum
 * @param idle the minimum
 * @param keepalive off if zero
 * @param lifetime off if zero; where it is on, idle connections beyond the minimum end early as well
 * @param driverTimeouts whether the driver gives up by itself as well
 */
public record PoolSettings(
        int places,
        int idle,
        Duration acquireTimeout,
        Duration aliveBypass,
        Duration keepalive,
        Duration lifetime,
        SessionReset reset,
        boolean autoCommit,
        boolean driverTimeouts) {

    static final Duration OPEN_TIMEOUT = Duration.ofSeconds(2);
    static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);
    static final Duration LEASE_TERM = Duration.ofSeconds(4);

    /** The first connection is no part of what is looked at. */
    private static final Duration START = Duration.ofSeconds(30);

    private static final Duration CHECK_TIMEOUT = Duration.ofMillis(500);
    private static final Duration IDLE_TIMEOUT = Duration.ofMillis(400);

    /** A driver that gives up by itself does so after this. */
    private static final int DRIVER_SECONDS = 2;

    static PoolSettings draw(SplittableRandom dice, int places) {
        return new PoolSettings(
                places,
                dice.nextInt(places + 1),
                Duration.ofMillis(dice.nextInt(600, 1_500)),
                Duration.ofMillis(new int[] {0, 100, 500}[dice.nextInt(3)]),
                Duration.ofMillis(new int[] {0, 200, 500}[dice.nextInt(3)]),
                Duration.ofMillis(new int[] {0, 0, 1_500}[dice.nextInt(3)]),
                SessionReset.values()[dice.nextInt(SessionReset.values().length)],
                dice.nextBoolean(),
                dice.nextBoolean());
    }

    PoolSettings waiting(Duration timeout) {
        return new PoolSettings(
                places, idle, timeout, aliveBypass, keepalive, lifetime, reset, autoCommit, driverTimeouts);
    }

    PoolSettings resetting(SessionReset level) {
        return new PoolSettings(
                places, idle, acquireTimeout, aliveBypass, keepalive, lifetime, level, autoCommit, driverTimeouts);
    }

    /** All places open at all times, and asked so often whether they live. */
    PoolSettings keptAlive(Duration every) {
        return new PoolSettings(
                places, places, acquireTimeout, aliveBypass, every, Duration.ZERO, reset, autoCommit, driverTimeouts);
    }

    LeaseholdDataSourceBuilder on(LeaseholdDataSourceBuilder connecting) {
        return connecting
                .poolName("chaos")
                .maximumPoolSize(places)
                .minimumIdle(idle)
                .connectionTimeout(acquireTimeout)
                .initializationFailTimeout(START)
                .openTimeout(OPEN_TIMEOUT)
                .validationTimeout(CHECK_TIMEOUT)
                .closeTimeout(CLOSE_TIMEOUT)
                .resetTimeout(OPEN_TIMEOUT)
                .aliveBypass(aliveBypass)
                .keepaliveTime(keepalive)
                .maxLifetime(lifetime)
                .idleTimeout(lifetime.isZero() ? Duration.ZERO : IDLE_TIMEOUT)
                .leaseTerm(LEASE_TERM)
                .sessionReset(reset)
                .autoCommit(autoCommit);
    }

    /** What stands at the end of the url. */
    String urlTail(DatabaseKind kind) {
        if (!driverTimeouts) {
            return "";
        }
        return switch (kind) {
            case POSTGRESQL -> "?connectTimeout=" + DRIVER_SECONDS + "&socketTimeout=" + DRIVER_SECONDS;
            case MARIADB, CONNECTORJ ->
                "?connectTimeout=" + DRIVER_SECONDS * 1_000 + "&socketTimeout=" + DRIVER_SECONDS * 1_000;
            // H2's driver has none that concern a connection that is there
            case H2, HSQLDB -> "";
        };
    }
}
