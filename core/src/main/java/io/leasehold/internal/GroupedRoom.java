package io.leasehold.internal;

import org.jspecify.annotations.Nullable;

/**
 * What the pool of an endpoint takes of its group's room, and how many of its opens stand in the group's line. Safe for any thread.
 *
 * <h2>Why no error costs room</h2>
 *
 * <p>Room that somebody elsewhere takes for the head of the line is this pool's from the CAS that took it: {@code given} is raised right
 * after it, under the line's lock, and {@code used} when the pool has an open begin with it or lets go of it, under the pool's. Between
 * an atomic step on the group's count and the store that says whose it is nothing is called and nothing allocated, and there only an
 * error could come; so what is taken is at any moment an open's that its pool has counted, or granted. What is granted is used by
 * whoever comes first: who granted it, whoever has this pool open something, or its upkeep, should the first have died.
 */
abstract class GroupedRoom extends Room {

    /** How many requests stand in the group's line, and the newest; written under the line's lock. */
    volatile int requests;

    GroupRoom.@Nullable Request newest;

    /** How often room was granted, in all; written under the line's lock. */
    volatile int given;

    /** How much of it was used or given back; written under the lock of the pool's supply. */
    private volatile int used;

    abstract GroupRoom ofGroup();

    /** Room was granted: an open begins with it, or it is given back. */
    abstract void granted();

    @Override
    boolean mayTake() {
        return isGranted() || !ofGroup().isWanted() && !ofGroup().isFull();
    }

    @Override
    boolean take() {
        if (isGranted()) {
            used = used + 1;
            return true;
        }
        return ofGroup().take();
    }

    @Override
    boolean isGranted() {
        return used != given;
    }

    @Override
    void giveBack() {
        ofGroup().giveBack();
        used = used + 1;
    }

    @Override
    void serveAnew() {
        if (isGranted()) {
            granted();
        }
        ofGroup().serve();
    }

    @Override
    void freed() {
        ofGroup().freed();
    }

    @Override
    void leaving(boolean madeRoom) {
        if (!madeRoom) {
            ofGroup().leaving();
        }
    }

    @Override
    void left() {
        ofGroup().left();
    }

    @Override
    void lost() {
        ofGroup().lost();
    }

    @Override
    void found() {
        ofGroup().found();
    }

    @Override
    boolean isWanted() {
        return ofGroup().isWanted();
    }
}
