package io.leasehold.session.internal;

import static io.leasehold.InvalidConfigException.words;

import io.leasehold.InvalidConfigException.Violation;
import io.leasehold.session.OnDisconnect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a registry: what each may be, and what it means; docs/config.md is written from here. */
public enum Setting {
    ON_DISCONNECT(
            "onDisconnect",
            true,
            Duration.ZERO,
            Duration.ofDays(365),
            "What becomes of a session when its last connection ends: it ends at once, after a grace, or never for that"
                    + " reason alone, which requires `idleTimeout`. A session may have its own."),
    IDLE_TIMEOUT(
            "idleTimeout",
            true,
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "After how long a session ends in which there is no call, no operation that waits or runs, and no pin."),
    MAX_LIFE(
            "maxLife",
            true,
            Duration.ofSeconds(1),
            Duration.ofDays(365),
            "After how long a session ends whatever it does."),
    QUIET_HOLDING(
            "quietHolding",
            false,
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            "After how long without a call a session that hangs on calls alone is detached while it holds an operation, a"
                    + " pin or a transaction."),
    QUIET(
            "quiet",
            false,
            Duration.ofSeconds(1),
            Duration.ofHours(24),
            "After how long without a call such a session is detached that holds none of these."),
    YIELD_AFTER(
            "yieldAfter",
            false,
            Duration.ZERO,
            Duration.ofHours(1),
            "How long a detached session keeps its pin and its open cursors."),
    CLOSE_TIMEOUT(
            "closeTimeout",
            false,
            Duration.ofMillis(10),
            Duration.ofHours(1),
            "After how long a close of something that a session held is left alone to its worker, so that the next can go"
                    + " on."),
    MAXIMUM_SESSIONS("maximumSessions", "Sessions of all users."),
    MAXIMUM_PER_USER("maximumPerUser", "Sessions of one authenticated user, whoever they act as."),
    MAXIMUM_PER_ADDRESS("maximumPerAddress", "Sessions opened from one address."),
    MAXIMUM_PER_USER_AND_ADDRESS("maximumPerUserAndAddress", "Sessions of one user opened from one address."),
    MAXIMUM_DETACHED_PER_USER(
            "maximumDetachedPerUser", "Detached sessions of one user; one that would be one more is ended instead.");

    private static final int MOST = 1_000_000;

    private final String key;
    private final boolean isLimit;
    private final boolean canBeOff;
    private final Duration least;
    private final Duration most;
    private final String meaning;

    Setting(String key, boolean canBeOff, Duration least, Duration most, String meaning) {
        this.key = key;
        this.isLimit = false;
        this.canBeOff = canBeOff;
        this.least = least;
        this.most = most;
        this.meaning = meaning;
    }

    Setting(String key, String meaning) {
        this.key = key;
        this.isLimit = true;
        this.canBeOff = true;
        this.least = Duration.ZERO;
        this.most = Duration.ZERO;
        this.meaning = meaning;
    }

    /** As the builder and docs have it. */
    String key() {
        return key;
    }

    String meaning() {
        return meaning;
    }

    /** What it may be, in words. */
    String range() {
        if (isLimit) {
            return "0 (unlimited) or 1 to " + MOST;
        }
        if (this == ON_DISCONNECT) {
            return "at once, after up to " + words(most) + ", or never";
        }
        return (canBeOff ? "0 (off) or " : "") + words(least) + " to " + words(most);
    }

    /** Adds what is wrong with a limit. */
    public void check(int value, List<Violation> violations) {
        if (value < 0 || value > MOST) {
            refuse(Integer.toString(value), violations);
        }
    }

    /** Adds what is wrong with a duration. */
    public void check(@Nullable Duration value, List<Violation> violations) {
        if (value == null) {
            violations.add(new Violation(key, "null", "must be given"));
        } else if (!isAllowed(value)) {
            refuse(words(value), violations);
        }
    }

    /** Adds what is wrong with a rule. */
    public void check(@Nullable OnDisconnect value, List<Violation> violations) {
        if (value == null || value.grace() == null) {
            violations.add(new Violation(key, "null", "must be given"));
        } else if (value.ends() && !isAllowed(value.grace())) {
            refuse(value.toString(), violations);
        }
    }

    private boolean isAllowed(Duration value) {
        boolean within = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
        return within || canBeOff && value.isZero();
    }

    private void refuse(String value, List<Violation> violations) {
        violations.add(new Violation(key, value, "must be " + range()));
    }

    /** Adds that a session would be kept for ever: without a connection and never idle. */
    public static void keptOnlyIfIdleEnds(
            @Nullable OnDisconnect rule, @Nullable Duration idleTimeout, List<Violation> violations) {
        if (rule != null && !rule.ends() && idleTimeout != null && idleTimeout.isZero()) {
            violations.add(new Violation(
                    ON_DISCONNECT.key,
                    rule.toString(),
                    "requires idleTimeout, or a session whose client is gone is kept for ever"));
        }
    }
}
