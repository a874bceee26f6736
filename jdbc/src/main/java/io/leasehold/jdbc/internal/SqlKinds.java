package io.leasehold.jdbc.internal;

import org.jspecify.annotations.Nullable;

/**
 * The {@link SqlKind} of statements a pool has seen lately, found by identity: applications prepare the same constant strings over
 * and over, and reading a keyword costs more than the rest of a prepare. A fixed number of strings; each thread may write any
 * slot at any time, an entry being immutable, and a lost one is read again.
 */
final class SqlKinds {

    private static final int SLOTS = 256;

    /** Longer text is made for one use more often than not, and is not worth its memory. */
    private static final int LONGEST = 2_000;

    /** Made by the first who has something for it, or by two, of whom one's is lost: a pool of connections that are idle needs none. */
    private @Nullable Known @Nullable [] known;

    int of(@Nullable String sql) {
        if (sql == null) {
            return SqlKind.UNKNOWN;
        }
        int slot = sql.hashCode() & (SLOTS - 1);
        Known[] seen = known;
        Known last = seen == null ? null : seen[slot];
        if (last != null && last.sql == sql) {
            return last.kind;
        }
        int kind = SqlKind.of(sql);
        if (sql.length() <= LONGEST) {
            remember(slot, new Known(sql, kind));
        }
        return kind;
    }

    private void remember(int slot, Known one) {
        Known[] seen = known;
        if (seen == null) {
            seen = new Known[SLOTS];
            known = seen;
        }
        seen[slot] = one;
    }

    private record Known(String sql, int kind) {}
}
