package io.leasehold.internal;

import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;

/** The line: threads enter and leave it, whether granted or given up, while others hand places over. */
@Param(name = "thread", gen = ThreadIdGen.class)
public class WaitLineLaw {
    private static final int MAXIMUM = 2;
    private static final int MOST_THREADS = 8;

    private final WaitLine line = new WaitLine();
    private final @Nullable Waiter[] waiters = new Waiter[MOST_THREADS];

    /** Gives false if the line is full or the thread is in it. */
    @Operation
    public boolean enter(@Param(name = "thread") int thread) {
        if (waiters[thread] != null) {
            return false;
        }
        Waiter waiter = new Waiter(Thread.currentThread(), 0);
        boolean entered = line.join(waiter, MAXIMUM);
        if (entered) {
            waiters[thread] = waiter;
        }
        return entered;
    }

    /** Leaves, out of time or interrupted; gives the place it was granted before, 0 if none, -1 if it was not in line. */
    @Operation
    public long leave(@Param(name = "thread") int thread) {
        Waiter waiter = waiters[thread];
        if (waiter == null) {
            return -1;
        }
        long granted = waiter.leave() ? 0 : waiter.place().id;
        line.remove(waiter);
        waiters[thread] = null;
        return granted;
    }

    /** Hands a place to the first; gives false if there is nobody. */
    @Operation
    public boolean handOver(@Param(name = "thread") int thread) {
        return line.grant(place(thread + 1), PlaceWord.LEASED, 1);
    }

    /** Wakes the first, which changes nobody's place in the line. */
    @Operation
    public void signal() {
        line.signal(1);
    }

    @SuppressWarnings("NullAway") // the line asks a place for nothing
    private static Place<String> place(long id) {
        return new Place<>(null, "", id, PlaceWord.LEASED);
    }
}
