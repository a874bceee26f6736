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

    /** The kind of a statement; {@link #UNKNOWN} for null and for what starts with no known keyword. */
    public static int of(@Nullable String sql) {
        if (sql == null) {
            return UNKNOWN;
        }
        int start = 0;
        while (start < sql.length() && Character.isWhitespace(sql.charAt(start))) {
            start++;
        }
        return startsPlain(sql, start) ? PLAIN : UNKNOWN;
    }

    private static boolean startsPlain(String sql, int start) {
        return starts(sql, start, "SELECT")
                || starts(sql, start, "INSERT")
                || starts(sql, start, "UPDATE")
                || starts(sql, start, "DELETE")
                || starts(sql, start, "MERGE")
                || starts(sql, start, "VALUES")
                || starts(sql, start, "WITH");
    }

    private static boolean starts(String sql, int start, String keyword) {
        return sql.regionMatches(true, start, keyword, 0, keyword.length());
    }
}
