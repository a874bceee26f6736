package io.leasehold.internal.shared;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many resources all keys have together, and the line of opens that wait for room, first come first served. Safe for any
 * thread; the lock guards the counts and the line and is never held while anything else is called.
 *
 * <p>{@code taken} counts what is open, being opened, retired or on its way out; an open begins only after it was counted,
 * so the maximum cannot be passed. What hangs and was given up is counted in {@code lost} instead, and beyond a maximum of
 * lost ones nothing is opened.
 *
 * <h2>Why nobody waits while there is room to be made</h2>
 *
 * <p>Who returns a last share (1) makes the resource idle by a CAS, a full fence, (2) reads {@link #wanting}. Who wants room
 * (1) enters the line, a volatile write, (2) looks at every resource for an idle one. Of the two, one sees the other.
 */
final class Room {

    private final ReentrantLock lock = new ReentrantLock();
    private final int maximum;
    private final Set<Opening<?, ?>> line = new LinkedHashSet<>();
    private volatile int wanting;

    /** Written under the lock, each with the others; read alone by who only wants to guess. */
    private volatile int taken;

    private int opening;
    private int lost;

    Room(int maximum) {
        this.maximum = maximum;
    }

    /** How many opens stand in line. */
    int wanting() {
        return wanting;
    }

    /** Whether an open would have to wait, by all that can be told without the lock. */
    boolean isFull() {
        return taken >= maximum || wanting > 0;
    }

    /** Counts the open, if there is room and nobody stands in line: it is to be started then. */
    boolean take(Opening<?, ?> open) {
        lock.lock();
        try {
            return line.isEmpty() && takeOne(open);
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #take}; puts the open into the line if there is no room. */
    boolean takeOrWait(Opening<?, ?> open) {
        lock.lock();
        try {
            if (line.isEmpty() && takeOne(open)) {
                return true;
            }
            line.add(open);
            wanting = line.size();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean takeOne(Opening<?, ?> open) {
        if (taken >= maximum || lost >= maximum) {
            return false;
        }
        taken = taken + 1;
        opening++;
        open.started = true;
        return true;
    }

    /** Takes it out of the line, if it stands there. */
    void cancel(Opening<?, ?> open) {
        lock.lock();
        try {
            line.remove(open);
            wanting = line.size();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has room, or stands in line for it: somebody has had it begin. */
    boolean knows(Opening<?, ?> open) {
        lock.lock();
        try {
            return open.started || line.contains(open);
        } finally {
            lock.unlock();
        }
    }

    /** Takes out of the line what there is room for, and counts it: it is to be started. */
    List<Opening<?, ?>> next() {
        if (wanting == 0) {
            return List.of();
        }
        List<Opening<?, ?>> next = new ArrayList<>();
        lock.lock();
        try {
            var first = line.iterator();
            while (first.hasNext()) {
                Opening<?, ?> open = first.next();
                if (!takeOne(open)) {
                    break;
                }
                first.remove();
                next.add(open);
            }
            wanting = line.size();
        } finally {
            lock.unlock();
        }
        return next;
    }

    /** For how many that stand in line room is yet to be made, where so many closes are under way. */
    int toBeMade(int closing) {
        lock.lock();
        try {
            return lost >= maximum ? 0 : Math.min(line.size(), taken) - closing - Math.max(0, maximum - taken);
        } finally {
            lock.unlock();
        }
    }

    void opened() {
        count(0, -1, 0);
    }

    void failed() {
        count(-1, -1, 0);
    }

    /** An open hangs: it takes no room any more, but is counted until it lets go. */
    void openLost() {
        count(-1, -1, 1);
    }

    void closed() {
        count(-1, 0, 0);
    }

    /** A close hangs. */
    void closeLost() {
        count(-1, 0, 1);
    }

    /** What was given up has let go. */
    void found() {
        count(0, 0, -1);
    }

    private void count(int moreTaken, int moreOpening, int moreLost) {
        lock.lock();
        try {
            taken = taken + moreTaken;
            opening += moreOpening;
            lost += moreLost;
        } finally {
            lock.unlock();
        }
    }

    Counts counts() {
        lock.lock();
        try {
            return new Counts(taken, opening, lost);
        } finally {
            lock.unlock();
        }
    }

    /** The counts, read together. */
    record Counts(int taken, int opening, int lost) {}
}
