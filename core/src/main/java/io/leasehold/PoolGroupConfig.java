package io.leasehold;

import io.leasehold.InvalidConfigException.Violation;
import java.time.Duration;
import java.util.List;

/**
 * The settings of a group. Immutable, and always valid: what is out of range is refused, all of it at once, and nothing is repaired.
 *
 * @param each the settings of each endpoint's pool. Its name is the group's. Since endpoints come with their first acquire and go
 *     by themselves, {@link PoolConfig#initializationFailTimeout()} must be negative, and {@link PoolConfig#registerMbeans()} gives
 *     the group a bean, and its endpoints none
 * @param maximumSize resources open at a time in all endpoints together, opens in flight and what is being closed included,
 *     {@code each.maximumSize} to 100,000
 * @param failFast for how long an endpoint whose open failed fails fast, 100 ms to 1 hour; each further failure doubles it; zero: it
 *     never does, and opens are repeated until the deadline as in a pool on its own
 * @param failFastLongest what that grows to at most, {@code failFast} to 1 hour
 * @param forgetAfter after which an endpoint is forgotten that has nothing open, 100 ms to 24 hours; zero: never
 */
public record PoolGroupConfig(
        PoolConfig each, int maximumSize, Duration failFast, Duration failFastLongest, Duration forgetAfter) {

    /** The most resources a group may have. */
    public static final int LARGEST_GROUP = 100_000;

    /**
     * @throws InvalidConfigException naming every setting that is out of range
     */
    public PoolGroupConfig {
        List<Violation> violations =
                violations(each.maximumSize(), maximumSize, failFast, failFastLongest, forgetAfter);
        PoolConfigRules rules = new PoolConfigRules();
        if (!each.initializationFailTimeout().isNegative()) {
            rules.refuse(
                    "initializationFailTimeout",
                    each.initializationFailTimeout().toMillis() + " ms",
                    "must be negative in a group, whose endpoints open with their first acquire");
        }
        violations.addAll(rules.violations());
        if (!violations.isEmpty()) {
            throw new InvalidConfigException("group '" + each.name() + "'", violations);
        }
    }

    /** The group's name. */
    public String name() {
        return each.name();
    }

    /** What is wrong with the settings that are the group's own. */
    static List<Violation> violations(
            int maximumPerEndpoint,
            int maximumSize,
            Duration failFast,
            Duration failFastLongest,
            Duration forgetAfter) {
        Duration hour = Duration.ofHours(1);
        boolean known = failFast != null && !failFast.isNegative() && failFast.compareTo(hour) <= 0;
        return new PoolConfigRules()
                .range(
                        "maximumSize",
                        maximumSize,
                        Math.max(1, Math.min(maximumPerEndpoint, LARGEST_GROUP)),
                        LARGEST_GROUP)
                .offOr("failFast", failFast, Duration.ofMillis(100), hour)
                .range("failFastLongest", failFastLongest, known ? failFast : Duration.ZERO, hour)
                .offOr("forgetAfter", forgetAfter, Duration.ofMillis(100), Duration.ofHours(24))
                .violations();
    }
}
