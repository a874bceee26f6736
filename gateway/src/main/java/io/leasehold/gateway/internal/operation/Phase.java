package io.leasehold.gateway.internal.operation;

import java.util.Locale;

/** Where an operation is. */
public enum Phase {
    /** It waits for its turn. */
    QUEUED,
    /** It has its turn, and waits for its connection to be open and in order. */
    LEASING,
    /** Its statement runs. */
    RUNNING,
    /** Its rows come. */
    READING,
    /** All of it is done: what there is of a result is buffered. */
    FINISHED,
    CANCELED,
    TIMED_OUT,
    FAILED;

    /** As sentences have it: {@code TIMED_OUT} is "timed out". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Whether nothing comes after it. */
    public boolean isOver() {
        return compareTo(FINISHED) >= 0;
    }
}
