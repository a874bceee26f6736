package io.leasehold.internal;

import io.leasehold.HolderSnapshot;
import io.leasehold.RetireReason;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Ends leases in every way but the shortest, which {@link LeaseHandle} has. Safe for any thread: all ends of a lease race for
 * one CAS on its place's word ({@link Place}), and what stands here after a won CAS is done by the winner alone.
 */
public final class Ending<R, H extends LeaseHandle<R>> {

    private final EnginePool<R, H> pool;
    private final HandleAccess access = HandleAccess.get();

    Ending(EnginePool<R, H> pool) {
        this.pool = pool;
    }

    /** Returns the lease; gives false if it had ended. */
    public boolean giveBack(LeaseHandle<R> handle) {
        Place<R> place = access.place(handle);
        long token = access.token(handle);
        if (Thread.currentThread() == access.owner(handle)
                && !place.ownerInside(token)
                && place.enterOwner(token) >= 0) {
            Return outcome = giveBackUntouched(place, token, handle);
            if (outcome != Return.TOUCHED) {
                return outcome == Return.WON;
            }
        }
        return giveBackAfterEnding(place, token, handle);
    }

    /** What became of a return that hoped to be alone: it ended the lease, came too late, or was not alone and is to do yet. */
    private enum Return {
        WON,
        LOST,
        TOUCHED
    }

    /**
     * By the owner, of a lease that no other thread has called through, as a call of the owner: whoever else ends the lease
     * meanwhile destroys. The CAS that ends the lease also proves that nobody came in. The mark stays once it has: writing it is the
     * next owner's.
     */
    private Return giveBackUntouched(Place<R> place, long token, LeaseHandle<R> handle) {
        Throwable failure =
                place.condemned == null ? putInOrder(place, handle, access.takeChildren(handle), false) : null;
        Condemnation condemned = place.condemned;
        RetireOrder order = place.order;
        if (failure == null && condemned == null && order == null) {
            if (release(place, token, handle)) {
                return Return.WON;
            }
            place.leaveOwner(token, 0);
            if (place.isLeaseOf(token)) {
                return Return.TOUCHED;
            }
            // Whoever ended it may have looked for the event while this thread had it.
            pool.events.held(place);
            return Return.LOST;
        }
        long ended = place.startEnding(token);
        if (ended < 0) {
            return Return.LOST;
        }
        long held = pool.ticker.coarseNanos() - place.acquiredAt;
        returned(handle);
        Fate fate = fate(failure, condemned, order);
        condemn(place, Objects.requireNonNull(fate.reason()), fate.why(), PlaceWord.calls(ended) != 0);
        pool.events.returned(place, held);
        return Return.WON;
    }

    /** What is to become of the resource of a lease that was returned: lent again, or destroyed for a reason. */
    private record Fate(
            @Nullable RetireReason reason, @Nullable Throwable why) {}

    private static Fate fate(
            @Nullable Throwable resetFailure, @Nullable Condemnation condemned, @Nullable RetireOrder order) {
        if (resetFailure != null) {
            return new Fate(RetireReason.RESET_FAILED, resetFailure);
        }
        if (condemned != null) {
            return new Fate(condemned.reason(), condemned.why());
        }
        return new Fate(order == null ? null : order.reason(), null);
    }

    /** Ends the lease and lends the place on, in one CAS; gives false if another thread touched or ended the lease. */
    private boolean release(Place<R> place, long token, LeaseHandle<R> handle) {
        boolean neededReset = place.needsReset;
        boolean wasGivenOut = place.givenOut;
        long now = pool.ticker.coarseNanos();
        long held = now - place.acquiredAt;
        Flight.Hold hold = pool.events.takeHold(place);
        place.needsReset = false;
        place.givenOut = false;
        Waiter head = pool.line.head();
        boolean hands = head != null
                && pool.mayHandOver()
                && place.provenEpoch == pool.epoch
                && pool.handOver.isDue(head, pool.ticker.nanos());
        place.leaveBehind(now);
        long nextToken = pool.nextToken(token);
        if (hands ? place.handOver(token, nextToken) : place.giveBack(token)) {
            access.ended(handle, LeaseEnd.RETURNED_BY_OWNER, now);
            if (hands) {
                pool.offer(place, nextToken, false);
            } else {
                pool.afterReturn();
            }
            pool.events.returned(place, hold, held);
            return true;
        }
        place.flight = hold;
        place.needsReset |= neededReset;
        place.givenOut |= wasGivenOut;
        place.holdAgain(handle);
        return false;
    }

    /** The long way: ends first, then looks who is inside, then puts in order. */
    private boolean giveBackAfterEnding(Place<R> place, long token, LeaseHandle<R> handle) {
        long ended = place.startEnding(token);
        if (ended < 0) {
            return false;
        }
        long held = pool.ticker.coarseNanos() - place.acquiredAt;
        returned(handle);
        Flight.Hold hold = pool.events.takeHold(place);
        Fate fate = fateAfterEnding(place, ended, handle);
        if (fate.reason() != null) {
            condemn(place, fate.reason(), fate.why(), mayBeInside(fate.reason()));
        } else {
            goOn(place, ended);
        }
        pool.events.returned(place, hold, held);
        return true;
    }

    private Fate fateAfterEnding(Place<R> place, long ended, LeaseHandle<R> handle) {
        if (isInside(place, ended)) {
            return new Fate(RetireReason.CLOSED_WHILE_IN_USE, bothThreads(place, handle));
        }
        if (isUnproven(ended, handle)) {
            pool.fenceLeases();
            return new Fate(RetireReason.RETURNED_BY_ANOTHER, null);
        }
        Condemnation condemned = place.condemned;
        if (condemned != null) {
            return new Fate(condemned.reason(), condemned.why());
        }
        boolean shared = PlaceWord.status(ended) == PlaceWord.SHARED;
        List<LeaseChild> children = access.takeChildren(handle);
        if (shared) {
            List<LeaseChild> all = new ArrayList<>(place.sharedChildren().takeAll());
            all.addAll(children);
            children = all;
        }
        Throwable failure = putInOrder(place, handle, children, shared);
        return fate(failure, place.condemned, place.order);
    }

    private static boolean mayBeInside(RetireReason reason) {
        return reason == RetireReason.CLOSED_WHILE_IN_USE || reason == RetireReason.RETURNED_BY_ANOTHER;
    }

    private ReturnedWhileInside bothThreads(Place<R> place, LeaseHandle<R> handle) {
        String inside = place.ownerInside(access.token(handle))
                ? "its holder, thread " + Scene.name(access.owner(handle)) + ","
                : "a thread other than its holder, which is thread " + Scene.name(access.owner(handle)) + ",";
        return new ReturnedWhileInside(
                "thread " + Scene.name(Thread.currentThread()) + " returned it while " + inside + " was inside a call");
    }

    /** Lends on what was put in order while ENDING. Its owner may not have noticed the end yet; see {@link Place}. */
    private void goOn(Place<R> place, long ended) {
        place.needsReset = false;
        place.givenOut = false;
        place.leaveBehind(pool.ticker.coarseNanos());
        if (pool.line.isEmpty()) {
            if (place.goOn(ended, PlaceWord.next(ended, PlaceWord.IDLE))) {
                pool.afterReturn();
            }
            return;
        }
        long token = pool.nextToken(ended);
        if (place.goOn(ended, token)) {
            pool.offer(place, token, false);
        }
    }

    /** Ends the children, newest first, and resets; gives what failed. */
    private @Nullable Throwable putInOrder(
            Place<R> place, LeaseHandle<R> handle, List<LeaseChild> children, boolean shared) {
        boolean resets = place.needsReset || shared;
        if (!resets && children.isEmpty()) {
            return null;
        }
        place.resetting(access.token(handle));
        Throwable failure = endAll(children);
        try {
            if (resets && failure == null) {
                @SuppressWarnings("unchecked") // the factory made it
                H own = (H) handle;
                pool.factory.reset(place.resource, own);
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            place.resetting(0);
        }
        return failure;
    }

    /** A child that fails to end keeps no other from its end; gives the first failure. */
    private @Nullable Throwable endAll(List<LeaseChild> children) {
        Throwable first = null;
        for (LeaseChild child : children) {
            try {
                access.endWithLease(child);
            } catch (Throwable e) {
                first = first == null ? e : first;
            }
        }
        return first;
    }

    /** The holder says that the resource is broken; gives false if the lease had ended. */
    public boolean retire(LeaseHandle<R> handle, @Nullable Throwable why) {
        return retire(handle, RetireReason.BROKEN, why);
    }

    private boolean retire(LeaseHandle<R> handle, RetireReason reason, @Nullable Throwable why) {
        Place<R> place = access.place(handle);
        long ended = place.startEnding(access.token(handle));
        if (ended < 0) {
            return false;
        }
        boolean inside = isInside(place, ended);
        try {
            LeaseEnd end = new LeaseEnd(LeaseEnd.Kind.RETIRED, reason, by(handle), why);
            access.ended(handle, end, pool.ticker.coarseNanos());
            pool.events.held(place);
        } finally {
            condemn(place, reason, why, inside);
        }
        return true;
    }

    /** After a call of another thread left a place that an error has condemned. */
    public void afterForeignCall(LeaseHandle<R> handle) {
        afterOwnerCall(handle);
    }

    /** After the owner's outermost call left a place that an error has condemned. */
    public void afterOwnerCall(LeaseHandle<R> handle) {
        Condemnation condemned = access.place(handle).condemned;
        if (condemned != null && condemned.endsLease()) {
            retire(handle, condemned.reason(), condemned.why());
        }
    }

    /** Ends a lease against its holder's will and cuts the resource off; gives false if it had ended. */
    boolean revoke(Place<R> place, long token, RetireReason reason, String why) {
        LeaseEnd.Kind kind = reason == RetireReason.ABANDONED ? LeaseEnd.Kind.ABANDONED : LeaseEnd.Kind.REVOKED;
        LeaseHandle<?> handle = place.box.handle();
        HolderSnapshot holder = pool.scene.holder(place, token);
        long ended = place.startEnding(token);
        if (ended < 0) {
            return false;
        }
        try {
            if (handle != null
                    && access.place(handle) == place
                    && PlaceWord.sameGeneration(access.token(handle), token)) {
                access.ended(handle, new LeaseEnd(kind, reason, why, null), pool.ticker.coarseNanos());
            }
            pool.events.held(place);
            pool.events.revoked(place, reason, holder, why);
        } finally {
            // whatever a log or a recorder throws: nobody else moves the place from here
            condemn(place, reason, null, reason != RetireReason.ABANDONED || isInside(place, ended));
        }
        return true;
    }

    /** A reset that ran out of time is cut off; its thread, once it is back, finds the lease lost. */
    boolean cutOffReset(Place<R> place, long word) {
        if (PlaceWord.status(word) == PlaceWord.ENDING) {
            if (!place.condemn(word)) {
                return false;
            }
            pool.destruction.destroy(place, RetireReason.RESET_FAILED, 0, null, true);
            return true;
        }
        return PlaceWord.isLeaseOf(word, word)
                && revoke(place, word, RetireReason.RESET_FAILED, "the reset took too long");
    }

    /** The handle could not be made: nobody holds the place. */
    void undoLend(Place<R> place, long token, Throwable why) {
        retireUnheld(place, token, RetireReason.BROKEN, why);
    }

    /** Has a place destroyed that is LEASED under this token and held by nobody. */
    void retireUnheld(Place<R> place, long token, RetireReason reason, @Nullable Throwable why) {
        if (place.startEnding(token) >= 0) {
            condemn(place, reason, pool.destruction.idle(place), why, false);
        }
    }

    private void condemn(Place<R> place, RetireReason reason, @Nullable Throwable why, boolean cutOff) {
        condemn(place, reason, 0, why, cutOff);
    }

    /** ENDING, this caller's, to RETIRING, and off to a worker. The count may change under it: late calls leave. */
    private void condemn(Place<R> place, RetireReason reason, long idle, @Nullable Throwable why, boolean cutOff) {
        long now = place.word();
        while (PlaceWord.status(now) == PlaceWord.ENDING) {
            if (place.condemn(now)) {
                pool.destruction.destroy(place, reason, idle, why, cutOff);
                return;
            }
            now = place.word();
        }
    }

    /** Whether a call was inside when the lease ended, or may have been. Asked after the CAS, which left the word given. */
    private static boolean isInside(Place<?> place, long ended) {
        return PlaceWord.calls(ended) != 0 || place.ownerInside(PlaceWord.tokenOf(ended));
    }

    /** Whether another thread ended a lease whose owner does not fence its calls: nothing tells whether it is inside one. */
    private boolean isUnproven(long ended, LeaseHandle<R> handle) {
        return !PlaceWord.isFenced(ended) && Thread.currentThread() != access.owner(handle);
    }

    private void returned(LeaseHandle<R> handle) {
        String by = by(handle);
        LeaseEnd end = by == null ? LeaseEnd.RETURNED_BY_OWNER : new LeaseEnd(LeaseEnd.Kind.RETURNED, null, by, null);
        access.ended(handle, end, pool.ticker.coarseNanos());
    }

    private @Nullable String by(LeaseHandle<R> handle) {
        Thread current = Thread.currentThread();
        return current == access.owner(handle) ? null : Scene.name(current);
    }
}
