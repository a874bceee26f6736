package io.leasehold.gateway.internal.console;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Pattern;

/** How the console writes what it shows. Stateless. */
final class Words {

    private static final int LONGEST = 300;
    private static final int DEEPEST = 20;

    private Words() {}

    /** A duration in one or two units, such as {@code 420 ms}, {@code 3.2 s}, {@code 4 min 12 s}, {@code 2 d 3 h}. */
    static String of(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        long seconds = millis / 1_000;
        if (seconds < 10) {
            return seconds + "." + millis % 1_000 / 100 + " s";
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3_600) {
            return two(seconds / 60, "min", seconds % 60, "s");
        }
        return seconds < 86_400
                ? two(seconds / 3_600, "h", seconds / 60 % 60, "min")
                : two(seconds / 86_400, "d", seconds / 3_600 % 24, "h");
    }

    private static String two(long large, String unit, long small, String smallUnit) {
        return small == 0 ? large + " " + unit : large + " " + unit + " " + small + " " + smallUnit;
    }

    /** One or many. */
    static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /**
     * A text of somebody else's, fit to be looked at: not too long, and every character that cannot be seen, or that turns what comes
     * after it around, as a mark. Markup in it is left to whoever writes the page.
     */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder();
        int[] points = text.codePoints().limit(LONGEST + 1L).toArray();
        for (int i = 0; i < Math.min(points.length, LONGEST); i++) {
            shown.appendCodePoint(isSeen(points[i]) ? points[i] : '\ufffd');
        }
        return points.length > LONGEST ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isSeen(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /**
     * What an error is, without what it says, which may repeat a statement, a value or a password: its class, and of an error of a
     * database its codes; and the class of what lies at the bottom of it.
     */
    static String of(Throwable error) {
        Throwable root = error;
        for (int i = 0; i < DEEPEST && root.getCause() != null; i++) {
            root = root.getCause();
        }
        String codes = error instanceof SQLException sql
                ? " (SQLState " + sql.getSQLState() + ", code " + sql.getErrorCode() + ")"
                : "";
        return error.getClass().getSimpleName()
                + codes
                + (root == error ? "" : ", caused by " + root.getClass().getSimpleName());
    }

    /** Those of sessions have dashes, those of operations none. */
    private static final Pattern ID =
            Pattern.compile("\\b([0-9a-f]{8})(?:[0-9a-f]{24}|(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\b");

    /** A text with enough of each id in it to tell it from the others on a page. */
    static String briefIds(String text) {
        return ID.matcher(text).replaceAll("$1…");
    }

    /** Enough of an id to tell it from the others on a page. */
    static String brief(String id) {
        String shown = shown(id);
        return shown.length() <= 12 ? shown : shown.substring(0, 8) + "…";
    }
}
