package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One resource, and the shares of it that each thread holds, which that thread alone touches, in two stripes. */
final class CountedShares {

    private static final int THREADS = 6;

    @SuppressWarnings("NullAway") // none of these moves asks the pool for anything
    final SharedResource<String> resource =
            new SharedResource<>(null, null, "", new SharedResource.Position(1, 0), 1, 0);

    private final List<Deque<Seat<String>>> held = new ArrayList<>();
    private volatile boolean closedUnder;

    CountedShares() {
        for (int thread = 0; thread < THREADS; thread++) {
            held.add(new ArrayDeque<>());
        }
    }

    boolean share(int thread) {
        Deque<Seat<String>> mine = held.get(thread);
        Seat<String> seat = resource.share(thread & 1, mine);
        if (seat == null) {
            return false;
        }
        mine.addLast(seat);
        return true;
    }

    /** Gives whether this call closes the resource; false too if the thread held nothing. */
    boolean releaseCloses(int thread) {
        Deque<Seat<String>> mine = held.get(thread);
        if (mine.isEmpty()) {
            return false;
        }
        if (resource.isClosing()) {
            closedUnder = true;
        }
        return resource.release(mine.removeLast(), mine) == SharedResource.Left.CLOSING;
    }

    boolean wereClosedUnder() {
        return closedUnder;
    }

    boolean holds(int thread) {
        return !held.get(thread).isEmpty();
    }

    boolean areHeld() {
        return held.stream().anyMatch(mine -> !mine.isEmpty());
    }

    /** Gives what was left, or null if it was not open. */
    SharedResource.@Nullable Left retire() {
        return resource.retire(RetireReason.RETIRED);
    }
}
