package io.leasehold;

import io.leasehold.internal.Nearest;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings that were refused: all of them at once, each with what would be allowed. Nothing was repaired. */
public final class InvalidConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;

    private final transient List<Violation> violations;

    /**
     * @param subject whose settings these are, as the message's first words ("pool 'orders'")
     * @param violations at least one
     */
    public InvalidConfigException(String subject, List<Violation> violations) {
        super(violations.stream()
                .map(violation -> "\n  - " + violation)
                .collect(Collectors.joining("", subject + ": settings refused:", "")));
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }

    /** A duration as every refusal has it, with its unit: {@code 500 ms}, {@code 30 s}, {@code 24 h}, {@code 365 days}. */
    public static String words(Duration value) {
        long seconds = value.toSeconds();
        if (value.isZero()) {
            return "0";
        }
        if (value.getNano() == 0) {
            boolean days = seconds % DAY == 0 && Math.abs(seconds / DAY) > 1;
            return days ? seconds / DAY + " days" : seconds % HOUR == 0 ? seconds / HOUR + " h" : seconds + " s";
        }
        if (seconds >= DAY || seconds <= -DAY) {
            return seconds + " s";
        }
        long nanos = value.toNanos();
        if (Math.abs(nanos) < MILLI) {
            return nanos + " ns";
        }
        return Math.abs(nanos) < 1000 * MILLI ? nanos / MILLI + " ms" : nanos / MILLI / 1000.0 + " s";
    }

    /**
     * Which setting was meant by a name that is none, for the text of a refusal. Case and punctuation do not count, and the end of a name
     * may have been left off.
     *
     * @param name what was given
     * @param known the names of the settings that there are; of two that are equally near the first is meant
     * @return empty if there are none
     */
    public static Optional<String> nearest(String name, Collection<String> known) {
        return Nearest.of(name, known);
    }

    /**
     * One refused setting.
     *
     * @param setting its name
     * @param value what was given, never a secret
     * @param allowed the allowed range, or what to do instead
     */
    public record Violation(String setting, String value, String allowed) {

        @Override
        public String toString() {
            return setting + " = " + value + ": " + allowed;
        }
    }
}
