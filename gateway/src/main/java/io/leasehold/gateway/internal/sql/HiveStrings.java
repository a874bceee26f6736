package io.leasehold.gateway.internal.sql;

/**
 * Hive's escapes, as its unescapeSQLString reads them, down to what surprises: {@code \%} and {@code \_} keep their backslash, for
 * LIKE; {@code \ooo} stands for at most 177; any other character behind a backslash stands for itself. The one departure: where
 * {@code \}{@code u} is followed by four characters that are not all hexadecimal, Hive makes up a character, and this refuses.
 */
final class HiveStrings {

    private HiveStrings() {}

    /** The value of one string, given with its quotes, whichever they are. */
    static String unescape(String quoted) throws RefusedStatementException {
        int end = quoted.length() - 1;
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, end);
        }
        StringBuilder value = new StringBuilder(end);
        int at = 1;
        while (at < end) {
            char c = quoted.charAt(at);
            if (c == '\\') {
                at = escape(quoted, at + 1, end, value);
            } else {
                value.append(c);
                at++;
            }
        }
        return value.toString();
    }

    /** Reads what stands behind a backslash; returns where to go on. */
    private static int escape(String quoted, int at, int end, StringBuilder value) throws RefusedStatementException {
        char c = quoted.charAt(at);
        if (c == 'u' && at + 4 < end) {
            value.append(hexadecimal(quoted, at + 1));
            return at + 5;
        }
        if (isOctal(quoted, at, end)) {
            value.append((char) Integer.parseInt(quoted.substring(at, at + 3), 8));
            return at + 3;
        }
        switch (c) {
            case '0' -> value.append('\0');
            case 'b' -> value.append('\b');
            case 'n' -> value.append('\n');
            case 'r' -> value.append('\r');
            case 't' -> value.append('\t');
            case 'Z' -> value.append('\u001A');
            case '%', '_' -> value.append('\\').append(c);
            default -> value.append(c);
        }
        return at + 1;
    }

    private static boolean isOctal(String quoted, int at, int end) {
        return at + 2 < end
                && isBetween(quoted.charAt(at), '1')
                && isBetween(quoted.charAt(at + 1), '7')
                && isBetween(quoted.charAt(at + 2), '7');
    }

    private static boolean isBetween(char c, char last) {
        return c >= '0' && c <= last;
    }

    private static char hexadecimal(String quoted, int at) throws RefusedStatementException {
        int code = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = Character.digit(quoted.charAt(i), 16);
            if (digit < 0) {
                throw RefusedStatementException.syntax(
                        "A string has a \\u without four hexadecimal digits behind it; a backslash is written \\\\.");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }
}
