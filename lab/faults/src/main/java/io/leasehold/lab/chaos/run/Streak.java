package io.leasehold.lab.chaos.run;

/**
 * For how long something has been seen to be so, look after look. A look that comes late tells nothing of the time before it, so
 * no look counts for more than it is meant to. One thread's.
 */
final class Streak {
    private final long mostOfALook;
    private long before = System.nanoTime();
    private long lasted;

    /** @param mostOfALook what the time between two looks counts for at most, in nanoseconds */
    Streak(long mostOfALook) {
        this.mostOfALook = mostOfALook;
    }

    /** Whether it has been so for longer than that many nanoseconds; if it has, the next streak begins. */
    boolean exceeds(long nanos, boolean isSo) {
        long now = System.nanoTime();
        lasted = isSo ? lasted + Math.min(mostOfALook, now - before) : 0;
        before = now;
        if (lasted <= nanos) {
            return false;
        }
        lasted = 0;
        return true;
    }
}
