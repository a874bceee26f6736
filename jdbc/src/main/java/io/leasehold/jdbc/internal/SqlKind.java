package io.leasehold.jdbc.internal;

import org.jspecify.annotations.Nullable;

/** What a statement may do to its session, read off its leading keyword. Pure functions over bits of an int. */
public final class SqlKind {

    /** Touches neither the session nor where a transaction begins: it is made of literals alone. */
    public static final int PLAIN = 0;

    /** May begin a transaction that the driver knows nothing of. */
    public static final int BEGINS_TRANSACTION = 1;

    /** May leave something in the session that the next holder would see. */
    public static final int SESSION_STATE = 2;

    /**
     * Names something: behind a table there may be a trigger, a sequence, or a temporary table that outlives the transaction, behind
     * anything else a function of the application's, or one of the database's that sets a variable. What it leaves can be told by
     * nobody who reads the statement; it matters only to who must know that nothing is left.
     */
    public static final int USES_NAMES = 4;

    /** Is no mere query: in auto-commit it commits what it does. */
    public static final int CHANGES_ROWS = 8;

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
        int rest = afterKeyword(sql, start);
        if (rest < 0 || !isAlone(sql, start)) {
            return UNKNOWN;
        }
        int changes = isQuery(sql.charAt(start)) ? PLAIN : CHANGES_ROWS;
        return isLiteral(sql, rest) ? PLAIN : USES_NAMES | changes;
    }

    /**
     * Whether a statement of this kind may commit something as it runs. What cannot be read may be a COMMIT, or what a database
     * commits by itself in any mode, as some do with what changes a table.
     */
    static boolean mayCommit(int kind, boolean autoCommit) {
        return (kind & UNKNOWN) != 0 || autoCommit && (kind & CHANGES_ROWS) != 0;
    }

    /** Of the keywords that are known: SELECT and VALUES. Behind WITH there may be a change. */
    private static boolean isQuery(char first) {
        char letter = (char) (first | 0x20);
        return letter == 's' || letter == 'v';
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

    /** Where the keyword of a statement that reads or changes rows ends, or -1. */
    private static int afterKeyword(String sql, int start) {
        if (start == sql.length()) {
            return -1;
        }
        // the first letter in lower case, whichever case it has
        return switch (sql.charAt(start) | 0x20) {
            case 's' -> after(sql, start, "SELECT");
            case 'i' -> after(sql, start, "INSERT");
            case 'u' -> after(sql, start, "UPDATE");
            case 'd' -> after(sql, start, "DELETE");
            case 'm' -> after(sql, start, "MERGE");
            case 'v' -> after(sql, start, "VALUES");
            case 'w' -> after(sql, start, "WITH");
            default -> -1;
        };
    }

    private static int after(String sql, int start, String keyword) {
        return sql.regionMatches(true, start, keyword, 0, keyword.length()) ? start + keyword.length() : -1;
    }

    /** Whether there are only numbers, texts, parameters, and what stands between them; a text with escapes may end elsewhere. */
    private static boolean isLiteral(String sql, int start) {
        int at = start;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'') {
                at = sql.indexOf('\'', at + 1);
                if (at < 0) {
                    return false;
                }
            } else if (c > ' ' && "0123456789.,()+-*/?;".indexOf(c) < 0) {
                return false;
            }
            at++;
        }
        return sql.indexOf('\\') < 0;
    }

    /** Whether nothing but blanks follows the first semicolon; one inside a literal costs no more than a reset too many. */
    private static boolean isAlone(String sql, int start) {
        int semicolon = sql.indexOf(';', start);
        return semicolon < 0 || sql.substring(semicolon + 1).isBlank();
    }
}
