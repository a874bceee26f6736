package io.leasehold.internal;

/** The one open that is tried on an endpoint whose window is over; compared by identity. */
final class Probe {

    /** Of an open on an endpoint that has not failed. */
    static final Probe NONE = new Probe();
}
