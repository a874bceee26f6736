package io.leasehold.lab.soak;

import java.util.function.ToLongFunction;

/** What must not grow, and how much of a difference between two medians is noise. */
enum Kind {
    /** A cache of the database or of the JDK may still fill; a byte lost with each lease would be a hundred times as much. */
    HEAP("heap after GC, bytes", 1 << 20, 0.03, Reading::heapBytes),

    /** Idle workers end after seconds: some may be there at one reading and not at another. */
    THREADS("threads", 4, 0, Reading::threads),

    FILES("file descriptors", 2, 0, Reading::files),

    /** Places, handles, waiters, tasks, timers, whatever: all instances of classes of the library. */
    OBJECTS("objects of the library, timers and tasks included", 500, 0.02, Reading::objects);

    final String title;
    final long least;
    final double share;
    final ToLongFunction<Reading> of;

    Kind(String title, long least, double share, ToLongFunction<Reading> of) {
        this.title = title;
        this.least = least;
        this.share = share;
        this.of = of;
    }
}
