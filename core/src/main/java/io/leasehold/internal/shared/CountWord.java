package io.leasehold.internal.shared;

/**
 * The word of a shared resource: 30 bits of shares, 2 of status, 32 of idleness, which counts how often the last share was
 * returned, so that a grace which was used is not taken for one that ran out.
 */
final class CountWord {

    static final int OPEN = 0;
    static final int RETIRED = 1;
    static final int CLOSING = 2;
    static final int CLOSED = 3;

    private static final long SHARES = (1L << 30) - 1;
    private static final long STATUS = 3L << 30;
    private static final long ONE_IDLENESS = 1L << 32;

    private CountWord() {}

    static int shares(long word) {
        return (int) (word & SHARES);
    }

    static int status(long word) {
        return (int) ((word & STATUS) >>> 30);
    }

    /** Open, and held by nobody. */
    static boolean isIdle(long word) {
        return (word & (SHARES | STATUS)) == 0;
    }

    static boolean isOpen(long word) {
        return (word & STATUS) == 0;
    }

    static long withStatus(long word, int status) {
        return word & ~STATUS | (long) status << 30;
    }

    /** One share less; if that was the last of an open resource, a new idleness begins, and a retired one is CLOSING. */
    static long oneLess(long word) {
        long less = word - 1;
        if (shares(less) > 0) {
            return less;
        }
        return isOpen(less) ? less + ONE_IDLENESS : withStatus(less, CLOSING);
    }
}
