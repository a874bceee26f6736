package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/**
 * The one open that is tried on an endpoint whose window is over; compared by identity. One that nobody ended in time, since an error
 * struck whoever began it, is overdue, and another may begin.
 */
final class Probe {

    /** Of an open on an endpoint that has not failed. */
    static final Probe NONE = new Probe();

    private final @Nullable Room opener;
    private final boolean bounded;
    private final long overdueAt;

    /** One that is never overdue. */
    Probe() {
        this.opener = null;
        this.bounded = false;
        this.overdueAt = 0;
    }

    /**
     * One of a pool.
     *
     * @param opener of the pool that opens
     * @param overdueAt beyond what an open and its first check may take
     */
    Probe(Room opener, long overdueAt) {
        this.opener = opener;
        this.bounded = true;
        this.overdueAt = overdueAt;
    }

    boolean isOverdue(long now) {
        return bounded && now - overdueAt > 0;
    }

    boolean isOf(Room room) {
        return opener == room;
    }
}
