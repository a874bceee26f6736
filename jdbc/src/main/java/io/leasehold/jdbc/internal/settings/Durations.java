package io.leasehold.jdbc.internal.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as text: milliseconds as HikariCP has them, a number with a unit, or ISO 8601. Pure functions. */
public final class Durations {

    private static final Pattern SIMPLE = Pattern.compile("([+-]?\\d{1,18})\\s*(ms|s|m|h|d)?");

    private Durations() {}

    /** @throws IllegalArgumentException if it is none of these */
    public static Duration parse(String text) {
        String stripped = text.strip().toLowerCase(Locale.ROOT);
        Matcher simple = SIMPLE.matcher(stripped);
        if (!simple.matches()) {
            return parseIso(stripped);
        }
        long number = Long.parseLong(simple.group(1));
        String unit = simple.group(2) == null ? "ms" : simple.group(2);
        try {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                case "d" -> Duration.ofDays(number);
                default -> Duration.ofMillis(number);
            };
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Duration parseIso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
