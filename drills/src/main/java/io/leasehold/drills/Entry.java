package io.leasehold.drills;

import java.time.Duration;

/**
 * One line of a drill's record. Immutable.
 *
 * @param at when, since the drill began
 * @param kind whose doing it was
 * @param text what happened, in one line
 */
public record Entry(Duration at, Kind kind, String text) {

    /** Whose doing it was. */
    public enum Kind {
        /** The drill did something to the pool or the database. */
        DID,
        /** The pool did, or the database was seen to. */
        SAW,
        /** The pool said so by itself, in its log. */
        SAID
    }
}
