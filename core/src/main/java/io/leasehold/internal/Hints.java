package io.leasehold.internal;

/**
 * Where a thread last found a free place, striped by thread id, so that threads neither scan from the first place nor
 * need a ThreadLocal. Read and written without order by any thread: a wrong hint costs a longer scan and nothing else.
 */
final class Hints {

    private static final int STRIPES = 64;
    /** Ints on a cache line of 64 bytes: each stripe has a line of its own. */
    private static final int SPACING = 16;

    private final int[] hints = new int[(STRIPES + 1) * SPACING];

    Hints() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            hints[(stripe + 1) * SPACING] = stripe;
        }
    }

    /** The slot of the thread's stripe. Ids are handed out one by one, so their bits are mixed. */
    static int slot(Thread thread) {
        int mixed = (int) ((ThreadIds.of(thread) * 0x9E3779B97F4A7C15L) >>> 58);
        return (mixed + 1) * SPACING;
    }

    int get(int slot) {
        return hints[slot];
    }

    void set(int slot, int index) {
        hints[slot] = index;
    }
}
