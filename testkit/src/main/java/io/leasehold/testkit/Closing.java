package io.leasehold.testkit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Whether a scripted resource is open, being closed, or closed. Safe for any number of threads: of two closes that overlap one finds
 * that it is the second. An abort may overlap a close that hangs, and ends the resource whatever becomes of the close.
 */
final class Closing {

    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * Closes as scripted. One that fails leaves the resource open, and another may try.
     *
     * @param violated told if another close has begun and not failed, or if the resource is closed
     * @throws IOException if the script has the close die
     * @throws Exception whatever else it has the close throw
     */
    void close(Object resource, Script closes, Consumer<String> violated) throws Exception {
        boolean first = begun.compareAndSet(false, true) && !closed.get();
        if (!first) {
            violated.accept(resource + " was closed a second time");
        }
        boolean done = false;
        try {
            if (!closes.play()) {
                throw new IOException("closing " + resource + " did nothing");
            }
            done = true;
        } finally {
            if (first && !done) {
                begun.set(false);
            }
        }
    }

    /** The resource is closed. Gives false if it was so before. */
    boolean end() {
        return closed.compareAndSet(false, true);
    }

    boolean isClosed() {
        return closed.get();
    }
}
