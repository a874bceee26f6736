package io.leasehold.internal;

/**
 * Where a thread last found a free place, striped by thread id, so that threads neither scan from the first place nor
 * need a ThreadLocal. Read and written without order by any thread: a wrong hint costs a longer scan and nothing else.
 */
final class Hints {

    /** More threads than places seldom look at once, and a pool of two, of which there may be a thousand, needs no 4 KB of hints. */
    private static final int STRIPES_FOR_A_PLACE = 4;

    private static final int MOST_STRIPES = 64;

    /** Ints on a cache line of 64 bytes: each stripe has a line of its own. */
    private static final int SPACING = 16;

    private final int[] hints;
    private final int shift;

    /** @param places as many as there may be, 1 or more */
    Hints(int places) {
        int wanted = STRIPES_FOR_A_PLACE * Math.min(places, MOST_STRIPES);
        int stripes = Math.min(MOST_STRIPES, Integer.highestOneBit(2 * wanted - 1));
        shift = Long.SIZE - Integer.numberOfTrailingZeros(stripes);
        hints = new int[(stripes + 1) * SPACING];
        for (int stripe = 0; stripe < stripes; stripe++) {
            hints[(stripe + 1) * SPACING] = stripe;
        }
    }

    /**
     * The slot of the thread's stripe. Ids are handed out one by one; times the golden ratio, of which only the uppermost bits count, they
     * lie as far apart as can be, so that neighbours never meet.
     */
    int slot(Thread thread) {
        int stripe = (int) ((ThreadIds.of(thread) * 0x9E3779B97F4A7C15L) >>> shift);
        return (stripe + 1) * SPACING;
    }

    int get(int slot) {
        return hints[slot];
    }

    void set(int slot, int index) {
        hints[slot] = index;
    }
}
