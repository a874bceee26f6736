package io.leasehold.internal;

/**
 * The layout of a place's state word: 52 bits of generation, one that says whether this lease's owner fences its calls, 8 that
 * count the calls of foreign threads, 3 of status. Pure functions.
 *
 * <p>A <em>token</em> is the whole word of a lease nobody but its owner has touched: generation, no foreign call, LEASED.
 * The generation grows by one whenever a lease ends with its resource fit to be lent again, so a token never comes back:
 * 2^52 leases at fifty million a second, more than one place can do, last two years and ten months.
 */
final class PlaceWord {

    /** Nobody has it; whoever wins the CAS may. */
    static final int IDLE = 0;
    /** Leased, and only the owner has called through it. */
    static final int LEASED = 1;
    /** Leased, and a thread other than the owner has called through it; stays so until the lease ends. */
    static final int SHARED = 2;
    /** The lease has ended, and whoever ended it decides what becomes of the resource. */
    static final int ENDING = 3;
    /** Nobody has it, and a worker finds out whether it is alive, or is about to offer it for the first time. */
    static final int CHECKING = 4;
    /** Never to be lent again; a worker closes it. */
    static final int RETIRING = 5;
    /** Out of use: the resource is gone. */
    static final int DEAD = 6;

    static final long STATUS_MASK = 0b111;

    /** Of a foreign thread in the word; of the owner in its mark, which counts in the same bits. */
    static final long ONE_CALL = 1L << 3;

    static final long CALLS_MASK = 0xFFL << 3;
    static final long FENCED = 1L << 11;
    static final int GENERATION_SHIFT = 12;
    static final long ONE_GENERATION = 1L << GENERATION_SHIFT;

    private PlaceWord() {}

    static int status(long word) {
        return (int) (word & STATUS_MASK);
    }

    static long withStatus(long word, int status) {
        return (word & ~STATUS_MASK) | status;
    }

    /** How many calls of foreign threads a word counts, or of the owner its mark. */
    static int calls(long wordOrMark) {
        return (int) ((wordOrMark & CALLS_MASK) >>> 3);
    }

    static long generation(long word) {
        return word >>> GENERATION_SHIFT;
    }

    static boolean sameGeneration(long word, long token) {
        return generation(word) == generation(token);
    }

    /** Whether the word is that of a lease in force, shared or not, of the token's generation. */
    static boolean isLeaseOf(long word, long token) {
        int status = status(word);
        return sameGeneration(word, token) && (status == LEASED || status == SHARED);
    }

    /** The clean word of the next generation. */
    static long next(long word, int status) {
        return ((generation(word) + 1) << GENERATION_SHIFT) | status;
    }

    /** The token of a lease of the word's generation. */
    static long token(long word, boolean fenced) {
        return (generation(word) << GENERATION_SHIFT) | LEASED | (fenced ? FENCED : 0);
    }

    /** The token of the lease whose word this is, shared or ending by now. */
    static long tokenOf(long word) {
        return withStatus(word & ~CALLS_MASK, LEASED);
    }

    static boolean isFenced(long word) {
        return (word & FENCED) != 0;
    }

    static String text(long word) {
        String status = switch (status(word)) {
            case IDLE -> "IDLE";
            case LEASED -> "LEASED";
            case SHARED -> "SHARED";
            case ENDING -> "ENDING";
            case CHECKING -> "CHECKING";
            case RETIRING -> "RETIRING";
            default -> "DEAD";
        };
        return status + " generation " + generation(word) + " foreign calls " + calls(word);
    }
}
