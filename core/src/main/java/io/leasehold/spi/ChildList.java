package io.leasehold.spi;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of a lease's owner have made and not ended, newest first. Touched by the owner inside a call, and by whoever
 * ended the lease once no call is inside; {@link #now} alone may be asked by others.
 *
 * <p>It is an object beside the handle, and is renewed now and then, because of the garbage collector: a reference stored into
 * an old object marks a card, on G1 with a full fence each time. A handle that is held for long is old; a list that was made
 * at most {@value #MOST_ADDED} children ago is young wherever children are made fast enough for this to matter.
 */
final class ChildList {

    /** A power of two. At ten million statements a second, a list lives for a tenth of a millisecond. */
    private static final int MOST_ADDED = 1 << 10;

    private @Nullable LeaseChild newest;
    private int added;

    /** The list to go on with: this one, or one made anew with the same children. */
    ChildList renewed() {
        if (added < MOST_ADDED) {
            return this;
        }
        ChildList next = new ChildList();
        next.newest = newest;
        return next;
    }

    boolean isEmpty() {
        return newest == null;
    }

    void add(LeaseChild child) {
        LeaseChild before = newest;
        if (before != null) {
            child.older = before;
            before.newer = child;
        }
        newest = child;
        added++;
    }

    /** Twice does nothing. */
    void remove(LeaseChild child) {
        LeaseChild newer = child.newer;
        LeaseChild older = child.older;
        if (newer != null) {
            newer.older = older;
            child.newer = null;
        } else if (newest == child) {
            newest = older;
        }
        if (older != null) {
            older.newer = newer;
            child.older = null;
        }
    }

    /** Empties it, newest first, without what another thread has removed. */
    List<LeaseChild> takeAll() {
        if (newest == null) {
            return List.of();
        }
        List<LeaseChild> newestFirst = new ArrayList<>();
        for (LeaseChild child = newest; child != null; child = child.older) {
            if (!child.removed) {
                newestFirst.add(child);
            }
        }
        newest = null;
        return newestFirst;
    }

    /** At most so many of the newest, read while the owner may be changing it: some may be missing. */
    List<LeaseChild> now(int most) {
        List<LeaseChild> newestFirst = new ArrayList<>();
        for (LeaseChild child = newest; child != null && newestFirst.size() < most; child = child.older) {
            newestFirst.add(child);
        }
        return newestFirst;
    }
}
