package io.leasehold.thrift.internal;

import java.util.concurrent.atomic.LongAdder;

/** What became of what was opened on servers and not closed by its holder. Safe for any thread. */
public final class ServerChildCounts {

    private final LongAdder endedLate = new LongAdder();
    private final LongAdder left = new LongAdder();

    void wasEndedLate() {
        endedLate.increment();
    }

    void wasLeft() {
        left.increment();
    }

    /** Closed by the pool, over its own transport as that ended or over another that was older. */
    public long endedLate() {
        return endedLate.sum();
    }

    /** Left to the server's own time-out. */
    public long left() {
        return left.sum();
    }
}
