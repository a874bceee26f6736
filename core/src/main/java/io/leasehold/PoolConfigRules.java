package io.leasehold;

import static io.leasehold.InvalidConfigException.words;

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
            String limit = "must be " + least + (most == Integer.MAX_VALUE ? " or more" : " to " + most);
            refuse(setting, Integer.toString(value), limit);
        }
        return this;
    }

    /** At most another setting, whose value is told unless it is refused itself. */
    PoolConfigRules upTo(String setting, int value, int least, String other, int limit, int largest) {
        boolean known = limit >= 1 && limit <= largest;
        if (value < least || value > Math.max(least, Math.min(limit, largest))) {
            String told = known ? other + " (" + limit + ")" : other;
            refuse(setting, Integer.toString(value), "must be " + least + " to " + told);
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
}
