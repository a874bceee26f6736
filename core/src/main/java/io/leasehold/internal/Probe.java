package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/** The one open that is tried on an endpoint whose window is over; compared by identity. */
final class Probe {

    /** Of an open on an endpoint that has not failed. */
    static final Probe NONE = new Probe();

    private final @Nullable Room opener;

    Probe() {
        this(null);
    }

    /** @param opener of the pool that opens */
    Probe(@Nullable Room opener) {
        this.opener = opener;
    }

    boolean isOf(Room room) {
        return opener == room;
    }
}
