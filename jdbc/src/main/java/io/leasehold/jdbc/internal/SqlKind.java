package io.leasehold.jdbc.internal;

import org.jspecify.annotations.Nullable;

/** What a statement may do to its session, read off its leading keyword. Pure functions over bits of an int. */
public final class SqlKind {

    /** Touches neither the session nor where a transaction begins. */
    public static final int PLAIN = 0;

    /** May begin a transaction that the driver knows nothing of. */
    public static final int BEGINS_TRANSACTION = 1;

    /** May leave something in the session that the next holder would see. */
    public static final int SESSION_STATE = 2;

    /** What must be assumed of a statement that cannot be read. */
    public static final int UNKNOWN = BEGINS_TRANSACTION | SESSION_STATE;

    private SqlKind() {}

    /**
     * The kind of a statement; {@link #UNKNOWN} for null, for what starts with no known keyword, and for several statements
     * in one text.
     */
    public static int of(@Nullable String sql) {
        if (sql == null) {
            return UNKNOWN;
        }
        int start = skipBlanksAndComments(sql);
        return startsPlain(sql, start) && isAlone(sql, start) ? PLAIN : UNKNOWN;
    }

    /** Where the first keyword is. What MySQL runs although it looks like a comment is left standing, and is no keyword. */
    private static int skipBlanksAndComments(String sql) {
        int at = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '/' && sql.startsWith("/*", at) && !isExecutable(sql, at + 2)) {
                int end = sql.indexOf("*/", at + 2);
                at = end < 0 ? sql.length() : end + 2;
            } else if (c == '-' && sql.startsWith("--", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (c <= ' ' || c == '(') {
                at++;
            } else {
                return at;
            }
        }
        return at;
    }

    private static boolean isExecutable(String sql, int at) {
        return sql.startsWith("!", at) || sql.startsWith("M!", at);
    }

    private static boolean startsPlain(String sql, int start) {
        if (start == sql.length()) {
            return false;
        }
        // the first letter in lower case, whichever case it has
        return switch (sql.charAt(start) | 0x20) {
            case 's' -> starts(sql, start, "SELECT");
            case 'i' -> starts(sql, start, "INSERT");
            case 'u' -> starts(sql, start, "UPDATE");
            case 'd' -> starts(sql, start, "DELETE");
            case 'm' -> starts(sql, start, "MERGE");
            case 'v' -> starts(sql, start, "VALUES");
            case 'w' -> starts(sql, start, "WITH");
            default -> false;
        };
    }

    private static boolean starts(String sql, int start, String keyword) {
        return sql.regionMatches(true, start, keyword, 0, keyword.length());
    }

    /** Whether nothing but blanks follows the first semicolon; one inside a literal costs no more than a reset too many. */
    private static boolean isAlone(String sql, int start) {
        int semicolon = sql.indexOf(';', start);
        return semicolon < 0 || sql.substring(semicolon + 1).isBlank();
    }
}
