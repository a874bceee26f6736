package io.leasehold.internal;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The room of a group: how much may be open in all its pools together, and the line of opens that wait for it, first in, first out
 * over all endpoints. Safe for any thread; the lock guards the line's links alone.
 *
 * <p>{@code taken} counts what is open, being opened or on its way out, as each pool counts its own; it is raised by CAS before an open
 * begins, so the maximum cannot be passed. While anything stands in the line nobody takes room past it.
 *
 * <h2>Why no open waits while there is room</h2>
 *
 * <p>Who frees room (1) lowers {@code taken}, (2) looks at the line under its lock. Who wants room (1) enters the line under its lock,
 * (2) tries to take room for its head. Of the two, one sees the other. A grant that is not needed any more is room that is free again,
 * and whoever gives it back looks at the line as well. Should an error strike who serves the line, the pools' upkeep does it anew.
 *
 * <h2>Why no open waits while another endpoint has something idle</h2>
 *
 * <p>Who returns (1) makes its place IDLE by a full fence, (2) reads the line, and retires the place if more stand there than are about
 * to be served. Who wants room (1) enters the line, (2) looks at every place of the group. A place is retired for the line only by who
 * has raised {@code closing} for it first, so that two do not close two for one; who raised it in vain lowers it and looks once more,
 * since a returner may have relied on it meanwhile. The claim is the place's from when that is marked as leaving by it, and is lowered
 * once it has left. Until then it is the claimer's, who lowers it where an error strikes, and where somebody else had the place marked:
 * who is so slow that it was taken for dead finds that.
 */
final class GroupRoom {

    /**
     * For how long a place that comes back still goes to those who wait for this endpoint, although somebody waits longer for another:
     * to move it there costs a close and an open.
     */
    static final long PATIENCE = 100_000_000;

    final int maximum;

    private final Iterable<? extends EndpointRoom<?, ?>> endpoints;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger closing = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();

    private volatile @Nullable Request head;
    private @Nullable Request tail;
    private volatile int wanted;

    GroupRoom(int maximum, Iterable<? extends EndpointRoom<?, ?>> endpoints) {
        this.maximum = maximum;
        this.endpoints = endpoints;
    }

    /** One open that waits for room. Its links are guarded by the lock. */
    static final class Request {

        final EndpointRoom<?, ?> of;
        final long since;

        private @Nullable Request ahead;
        private @Nullable Request behind;

        /** The one that the same endpoint made before. */
        private @Nullable Request older;

        Request(EndpointRoom<?, ?> of, long since) {
            this.of = of;
            this.since = since;
        }
    }

    int taken() {
        return taken.get();
    }

    int lostNow() {
        return lost.get();
    }

    /** How many opens wait for room. */
    int wanted() {
        return wanted;
    }

    boolean isWanted() {
        return head != null;
    }

    boolean isFull() {
        return taken.get() >= maximum || lost.get() >= maximum;
    }

    boolean take() {
        return head == null && takeForHead();
    }

    private boolean takeForHead() {
        int now = taken.get();
        while (now < maximum && lost.get() < maximum) {
            int seen = taken.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    void freed() {
        taken.decrementAndGet();
        serve();
    }

    void lost() {
        lost.incrementAndGet();
    }

    /** Where as many were lost as may be, nothing was opened nor closed for the line; now it is looked at again. */
    void found() {
        lost.decrementAndGet();
        serve();
        if (isWanted()) {
            makeRoom();
        }
    }

    void leaving() {
        closing.incrementAndGet();
    }

    void left() {
        closing.decrementAndGet();
    }

    /** Has at least so many requests of this endpoint stand in the line, and room made for them. */
    void raise(EndpointRoom<?, ?> endpoint, int opens, long now) {
        lock.lock();
        try {
            while (endpoint.requests < opens) {
                append(new Request(endpoint, now));
            }
        } finally {
            lock.unlock();
        }
        serve();
        makeRoom();
    }

    /** Has at most so many stand there; the newest go. That frees no room, so there is nobody to serve. */
    void lower(EndpointRoom<?, ?> endpoint, int opens) {
        lock.lock();
        try {
            while (endpoint.requests > opens && endpoint.newest != null) {
                unlink(endpoint.newest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the head of the line came before this waiter, has waited for long, and nothing else is about to serve it. */
    boolean isOwedBefore(@Nullable Waiter other, long now) {
        return cameBefore(other, now) && wantsMore();
    }

    private boolean cameBefore(@Nullable Waiter other, long now) {
        Request first = head;
        return first != null && now - first.since > PATIENCE && (other == null || other.arrivedAt - first.since > 0);
    }

    /** What was granted, and is not needed: whoever gives it back looks at the line then. */
    void giveBack() {
        taken.decrementAndGet();
    }

    /** Gives free room to the line, first come first. */
    void serve() {
        while (head != null) {
            EndpointRoom<?, ?> next = next();
            if (next == null) {
                return;
            }
            next.granted();
        }
    }

    /** The endpoint whose request is at the head, with room granted to it; null if there is none of either. */
    private @Nullable EndpointRoom<?, ?> next() {
        lock.lock();
        try {
            Request first = head;
            if (first == null || !takeForHead()) {
                return null;
            }
            // The room is that endpoint's now: from the CAS on nothing was called.
            first.of.given = first.of.given + 1;
            unlink(first);
            return first.of;
        } finally {
            lock.unlock();
        }
    }

    /** Whether more stand in the line than free room and resources on their way out will serve. */
    private boolean wantsMore() {
        return wanted > closing.get() + Math.max(0, maximum - taken.get()) && lost.get() < maximum;
    }

    /** Retires what has been idle longest, anywhere, for each in the line that nothing else will serve. */
    void makeRoom() {
        boolean retired;
        do {
            retired = retireByClaim(null);
        } while (retired || wantsMore() && longestIdle() != null);
    }

    /** As {@link #makeRoom}, of this pool's places alone, one of which was just returned. */
    void makeRoomOf(EnginePool<?, ?> pool) {
        boolean retired;
        do {
            retired = retireByClaim(pool);
        } while (retired || wantsMore() && idle(pool) != null);
    }

    /**
     * Claims what has been idle longest and retires it; gives false if nothing is to be claimed, or nothing was idle any more.
     *
     * @param only of whose places; null for any
     */
    private boolean retireByClaim(@Nullable EnginePool<?, ?> only) {
        boolean claimed = false;
        Place<?> chosen = null;
        try {
            claimed = claim();
            Place<?> next = !claimed ? null : only == null ? longestIdle() : idle(only);
            while (next != null) {
                chosen = next;
                if (retire(next)) {
                    return true;
                }
                chosen = null;
                next = only == null ? longestIdle() : idle(only);
            }
            return false;
        } finally {
            if (claimed && (chosen == null || !chosen.leavesByClaim())) {
                closing.decrementAndGet();
            }
        }
    }

    private boolean claim() {
        int now = closing.get();
        while (wantsMore()) {
            int seen = closing.compareAndExchange(now, now + 1);
            if (seen == now) {
                return true;
            }
            now = seen;
        }
        return false;
    }

    private static <R> boolean retire(Place<R> place) {
        return place.pool.makeRoomOf(place);
    }

    private @Nullable Place<?> longestIdle() {
        Place<?> longest = null;
        for (EndpointRoom<?, ?> endpoint : endpoints) {
            Place<?> place = idle(endpoint.pool());
            if (place != null && (longest == null || place.idleSince - longest.idleSince < 0)) {
                longest = place;
            }
        }
        return longest;
    }

    /** The pool's place that has been idle longest, unless it is for those who wait there. */
    private @Nullable Place<?> idle(EnginePool<?, ?> pool) {
        Waiter own = pool.line.head();
        if (own != null && !cameBefore(own, pool.ticker.nanos())) {
            return null;
        }
        Place<?> longest = null;
        for (Place<?> place : pool.places.all()) {
            if (place.status() == PlaceWord.IDLE && (longest == null || place.idleSince - longest.idleSince < 0)) {
                longest = place;
            }
        }
        return longest;
    }

    private void append(Request request) {
        Request last = tail;
        request.ahead = last;
        tail = request;
        if (last == null) {
            head = request;
        } else {
            last.behind = request;
        }
        request.older = request.of.newest;
        request.of.newest = request;
        request.of.requests++;
        wanted++;
    }

    /** What this calls comes before its first store: an error leaves the request where it stands, to be served once more. */
    private void unlink(Request request) {
        EndpointRoom<?, ?> of = request.of;
        Request newer = madeAfter(request);
        Request ahead = request.ahead;
        Request behind = request.behind;
        if (behind == null) {
            tail = ahead;
        } else {
            behind.ahead = ahead;
        }
        if (ahead == null) {
            head = behind;
        } else {
            ahead.behind = behind;
        }
        if (newer == null) {
            of.newest = request.older;
        } else {
            newer.older = request.older;
        }
        of.requests--;
        wanted--;
    }

    /** Its endpoint's next request, or null. One that is served is its endpoint's oldest, one that is withdrawn its newest. */
    private static @Nullable Request madeAfter(Request request) {
        if (request.of.newest == request) {
            return null;
        }
        Request newer = Objects.requireNonNull(request.of.newest);
        while (newer.older != request) {
            newer = Objects.requireNonNull(newer.older);
        }
        return newer;
    }
}
