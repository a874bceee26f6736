package io.leasehold.internal;

import io.leasehold.AcquireException;
import io.leasehold.spi.OpenRefusal;
import org.jspecify.annotations.Nullable;

/**
 * What a pool shares with others, and asks before it opens: whether there is room for one more, and whether its endpoint may be tried.
 * A pool on its own shares nothing, and this class says so; {@link EndpointRoom} is the one of a pool in a group. Safe for any thread;
 * what is called under the pool's lock takes none.
 */
class Room {

    /** Of every pool that is in no group. */
    static final Room OWN = new Room();

    Room() {}

    /** Where threads last found a free place of so many. */
    Hints hints(int places) {
        return new Hints(places);
    }

    /** Which acquires show their place in the code. */
    Sites sites(int oneIn, Object factory) {
        return new Sites(oneIn, factory);
    }

    /** Where work runs that nobody waits for. */
    Tasks chores(Tasks own) {
        return own;
    }

    /** Whether taking room is worth a try: who is told no need not make anything for it first. Takes no lock. */
    boolean mayTake() {
        return true;
    }

    /**
     * Takes room for one more, what was granted first; gives false if there is none, or others wait for it. Takes no lock. That it has
     * is written by its last act, after which it calls nothing.
     */
    boolean take() {
        return true;
    }

    /** Whether room was granted that this pool has neither used nor given back. */
    boolean isGranted() {
        return false;
    }

    /** Gives back what was granted and is not needed; whoever does looks at the line then. Takes no lock. */
    void giveBack() {}

    /** Has done what somebody was to do who may have died on the way: use what was granted or give it back, and serve the line. */
    void serveAnew() {}

    /** An open failed, or a resource is gone: what it took is free. */
    void freed() {}

    /** A resource is on its way out. */
    void leaving(boolean madeRoom) {}

    /** It got there, or hangs on the way and is lost. */
    void left() {}

    /** A call hangs and was given up. */
    void lost() {}

    /** It came back. */
    void found() {}

    /** So many opens would begin if there were room: has at least as many stand in the group's line. */
    void want(int opens) {}

    /** A thread has left the pool's line: has no more stand in the group's line than are wanted still. */
    void waiterLeft() {}

    /** Whether somebody waits for room, here or elsewhere. */
    boolean isWanted() {
        return false;
    }

    /** Whether somebody elsewhere has waited for so long that what comes back here is to make room. */
    boolean isOwedElsewhere(@Nullable Waiter ownHead) {
        return false;
    }

    /** A place of this pool became idle: makes room of it if somebody waits for that. */
    void afterReturn() {}

    /** Whether an open may begin: null if not, else the probe it is, or {@link Probe#NONE}. Takes no lock. */
    @Nullable Probe admit(long now) {
        return Probe.NONE;
    }

    /** The open that was admitted does not begin after all. Takes no lock. */
    void dismiss(Probe probe) {}

    /** In how many nanoseconds an open may be admitted. */
    long admitsIn(long now) {
        return 0;
    }

    /** How many leases the thread holds in the whole group. Read for errors alone. */
    int heldBy(Thread thread) {
        return 0;
    }

    void opened() {}

    void openFailed(Throwable why, Probe probe, OpenRefusal refusal, long now) {}

    /** What was idle is dead, or slow to answer: those who waited for it may have to fail fast. */
    void checkDisappoints() {}

    /** Why a waiter must not wait on, or null if it may. */
    @Nullable AcquireException failFast(Waiter waiter) {
        return null;
    }

    /** Why an acquire gets nothing that is not to be told of the pool alone, or null. */
    @Nullable AcquireException refused(long arrivedAt, String within) {
        return null;
    }
}
