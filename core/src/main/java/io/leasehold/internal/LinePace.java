package io.leasehold.internal;

/**
 * Whether a line is served sooner by those who return than by opens. A burst of callers on a pool whose resources come back within
 * milliseconds is over before the first open is; to open for each of them would only burden a server that is busy with them.
 *
 * <p>The line says it by itself: whoever stands at its head knows how many stood before it, and how long those took. A quarter of
 * what an open takes is allowed for the first of them, since a guess at the first return or two is a bad one. Then opens begin for
 * all if the last in line would wait longer than one takes. Guarded by the lock of {@link Supply}; the line is read without its own,
 * and a reading that is old when it arrives costs an open too many, or one that begins a tick later.
 */
final class LinePace {

    /** When a line that opens were held back for is looked at again: at the housekeeper's next tick, that is. */
    static final long LOOKS_AGAIN = 1_000_000;

    /** What an open takes, averaged over the last ones; 0 before the first. */
    private long usualOpen;

    void opened(long tookNanos) {
        usualOpen = usualOpen == 0 ? tookNanos : usualOpen + (tookNanos - usualOpen) / 4;
    }

    /** @param held how many are open, and may come back to serve the line */
    boolean outrunsOpens(WaitLine line, int held, long now) {
        Waiter head = line.head();
        if (held == 0 || head == null) {
            return false;
        }
        long waited = now - head.arrivedAt;
        long served = head.position - 1L;
        return waited < usualOpen / 4 || line.size() * waited <= served * usualOpen;
    }
}
