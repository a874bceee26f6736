package io.leasehold.testkit;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whether a scripted resource is open, being closed, or closed. Safe for any number of threads: of two closes that overlap one finds
 * that it is the second. An abort may overlap a close that hangs, and ends the resource whatever becomes of the close.
 */
final class Closing {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /** A close begins. Gives false if another has begun and not failed, or if the resource is closed. */
    boolean begin() {
        return begun.compareAndSet(false, true) && !closed.get();
    }

    /** The close that began has failed: the resource is open, and another may try. */
    void failed() {
        begun.set(false);
    }

    /** The resource is closed. Gives false if it was so before. */
    boolean end() {
        return closed.compareAndSet(false, true);
    }

    boolean isClosed() {
        return closed.get();
    }
}
