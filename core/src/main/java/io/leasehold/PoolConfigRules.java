package io.leasehold;

import io.leasehold.InvalidConfigException.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a set of settings, so that all of it can be told at once. For one thread. */
final class PoolConfigRules {

    private static final Duration LONGEST = Duration.ofDays(365);

    private final List<Violation> violations = new ArrayList<>();

    List<Violation> violations() {
        return violations;
    }

    PoolConfigRules text(String setting, @Nullable String value) {
        if (value == null || value.isBlank()) {
            refuse(setting, "'" + value + "'", "must not be blank");
        }
        return this;
    }

    PoolConfigRules range(String setting, int value, int least, int most) {
        if (value < least || value > most) {
            String limit = most == Integer.MAX_VALUE ? "must be at least " + least : "must be " + least + " to " + most;
            refuse(setting, Integer.toString(value), limit);
        }
        return this;
    }

    PoolConfigRules range(String setting, @Nullable Duration value, Duration least, Duration most) {
        if (value == null) {
            return refuseNull(setting);
        }
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            refuse(setting, words(value), "must be " + words(least) + " to " + words(most));
        }
        return this;
    }

    PoolConfigRules offOr(String setting, @Nullable Duration value, Duration least) {
        return offOr(setting, value, least, LONGEST);
    }

    PoolConfigRules offOr(String setting, @Nullable Duration value, Duration least, Duration most) {
        if (value == null) {
            return refuseNull(setting);
        }
        if (!value.isZero() && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            refuse(setting, words(value), "must be 0 (off) or " + words(least) + " to " + words(most));
        }
        return this;
    }

    PoolConfigRules atMost(String setting, @Nullable Duration value, Duration most) {
        if (value == null) {
            return refuseNull(setting);
        }
        if (value.compareTo(most) > 0) {
            refuse(setting, words(value), "must be at most " + words(most));
        }
        return this;
    }

    PoolConfigRules shorterThan(String setting, @Nullable Duration value, String other, @Nullable Duration limit) {
        if (value != null && limit != null && !value.isZero() && !limit.isZero() && value.compareTo(limit) >= 0) {
            refuse(setting, words(value), "must be shorter than " + other + " (" + words(limit) + ")");
        }
        return this;
    }

    PoolConfigRules powerOfTwoOrZero(String setting, int value) {
        if (value < 0 || value > 1 << 20 || Integer.bitCount(value) > 1) {
            refuse(setting, Integer.toString(value), "must be 0 or a power of two up to " + (1 << 20));
        }
        return this;
    }

    PoolConfigRules given(String setting, @Nullable Object value) {
        return value == null ? refuseNull(setting) : this;
    }

    private PoolConfigRules refuseNull(String setting) {
        refuse(setting, "null", "must be given");
        return this;
    }

    void refuse(String setting, String value, String allowed) {
        violations.add(new Violation(setting, value, allowed));
    }

    private static String words(Duration value) {
        if (value.abs().toSeconds() < 1) {
            return value.toMillis() + " ms";
        }
        if (value.toSeconds() % 3600 == 0) {
            return value.toHours() + " h";
        }
        return (value.abs().toHours() > 24 ? value.toSeconds() : value.toMillis() / 1000.0) + " s";
    }
}
