package io.leasehold.gateway.internal.settings;

import io.leasehold.InvalidConfigException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times and sizes as text: a whole number with its unit, or 0. A bare number is refused, since everybody takes it for another unit.
 * Pure functions.
 */
final class Amounts {

    static final String A_TIME = "must be a time with its unit, such as 500ms, 30s, 5m, 2h or 7d";
    static final String A_SIZE = "must be a size with its unit, such as 512B, 64KB, 4MB or 1GB";

    private static final Pattern TIME = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*(B|KB|MB|GB)");
    private static final String NOTHING = "0";
    private static final Map<String, Integer> SHIFTS = Map.of("B", 0, "KB", 10, "MB", 20, "GB", 30);

    private Amounts() {}

    static Duration time(String text) throws BadTextException {
        if (text.equals(NOTHING)) {
            return Duration.ZERO;
        }
        Matcher time = TIME.matcher(text);
        if (!time.matches()) {
            throw new BadTextException(A_TIME);
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /** In bytes; a KB is 1,024. */
    static long size(String text) throws BadTextException {
        if (text.equals(NOTHING)) {
            return 0;
        }
        Matcher size = SIZE.matcher(text.toUpperCase(Locale.ROOT));
        if (!size.matches()) {
            throw new BadTextException(A_SIZE);
        }
        return Long.parseLong(size.group(1)) << SHIFTS.getOrDefault(size.group(2), 0);
    }

    /** A time or a size as texts show it: {@code 30 s}, {@code 4 MB}; any other value as it is. */
    static String words(Object amount) {
        if (amount instanceof Duration time) {
            return InvalidConfigException.words(time);
        }
        return amount instanceof Long bytes ? words(bytes.longValue()) : amount.toString();
    }

    private static String words(long bytes) {
        for (String unit : new String[] {"GB", "MB", "KB"}) {
            long size = 1L << SHIFTS.getOrDefault(unit, 0);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + " " + unit;
            }
        }
        return bytes == 0 ? NOTHING : bytes + " B";
    }
}
