package io.leasehold.spi;

import io.leasehold.RetireReason;
import io.leasehold.internal.Condemnation;
import io.leasehold.internal.HandleAccess;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.internal.Place;
import io.leasehold.internal.SharedChildren;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A holder's object: the base of every lease and of every adapter's handle. It fences the resource: a call enters, and is
 * refused once the lease has ended; whoever ends the lease learns whether a call is inside. May be used by any thread; the
 * thread that acquired it pays least.
 *
 * <p>An adapter's method that touches the resource reads:
 *
 * <pre>{@code
 * int mark = enter();
 * if (mark == ENDED) {
 *     throw ended();
 * }
 * try {
 *     return resource.call();
 * } catch (Exception e) {
 *     failed(e, verdictOn(e));
 *     throw e;
 * } finally {
 *     leave(mark);
 *     Reference.reachabilityFence(this);
 * }
 * }</pre>
 *
 * <p>The fence on reachability is not decoration: compiled code lets a handle be collected while a call on its resource
 * runs, and the lease would be taken as abandoned.
 *
 * @param <R> the resource
 */
public abstract class LeaseHandle<R> {

    /** What {@link #enter} gives when the lease has ended. */
    protected static final int ENDED = -1;

    /** The mark of a call that entered through the place's word; the owner's marks are its depth, far below. */
    private static final int FOREIGN = Integer.MAX_VALUE;

    private static final int MOST_CHILDREN_TO_CANCEL = 64;

    static {
        HandleAccess.set(new Access());
    }

    private final Place<R> place;
    private final Thread owner;
    private final long token;

    /** What was made by the owner's calls; null while nothing was. */
    private @Nullable ChildList children;

    /** How the lease ended, written once by whoever ended it. Read without order: a reader may see it late. */
    private @Nullable LeaseEnd end;

    /** When it ended, in ticks ({@link LeaseEnd#tick}). */
    private int endedTick;

    /**
     * Makes the handle of the lease that was just granted to this thread. To be called by {@link ResourceFactory#lend} alone.
     */
    protected LeaseHandle(Grant<R> grant) {
        this.place = (Place<R>) grant;
        this.owner = Thread.currentThread();
        this.token = place.granted();
    }

    /**
     * Enters a call on the resource.
     *
     * @return the mark to {@link #leave} with, or {@link #ENDED}
     * @throws IllegalStateException if 255 calls of other threads are inside at once
     */
    protected final int enter() {
        if (Thread.currentThread() == owner) {
            int mark = place.enterOwner(token);
            if (mark >= 0) {
                return mark;
            }
        }
        if (!place.enterForeign(token)) {
            return ENDED;
        }
        place.pool().fenceLeases();
        return FOREIGN;
    }

    /** Leaves the call that gave this mark. */
    protected final void leave(int mark) {
        if (mark == FOREIGN) {
            place.leaveForeign();
            if (place.isCondemned()) {
                place.pool().ending().afterForeignCall(this);
            }
        } else {
            place.leaveOwner(token, mark);
            if (mark == 0 && place.isCondemned()) {
                place.pool().ending().afterOwnerCall(this);
            }
        }
    }

    /**
     * Says what an error seen in a call means. To be called inside the call. Only the first demand of a lease that ends it
     * counts; a lesser one never replaces it.
     */
    protected final void failed(@Nullable Throwable why, Verdict verdict) {
        switch (verdict) {
            case KEEP -> {}
            case RETIRE_ON_RETURN -> place.demand(new Condemnation(RetireReason.UNKNOWN_STATE, why, false, false));
            case RETIRE -> place.demand(new Condemnation(RetireReason.BROKEN, why, true, false));
            case RETIRE_AND_SUSPECT_SIBLINGS -> place.demand(new Condemnation(RetireReason.BROKEN, why, true, true));
        }
    }

    /** Has {@link ResourceFactory#reset} run when the lease is returned. To be called inside a call. */
    protected final void needsReset() {
        place.markForReset();
    }

    /**
     * Takes {@link #needsReset} back: the handle has put in order by itself what asked for it. To be called by the acquirer inside
     * its outermost call. A lease that was shared between threads is reset all the same.
     */
    protected final void needsNoReset() {
        place.unmarkForReset();
    }

    /**
     * The raw resource leaves the handle's sight: the lease is reported at its term from now on, and never taken back as
     * abandoned. To be called inside a call.
     */
    protected final void givenOut() {
        place.markGivenOut();
    }

    /** Has the child end with the lease. To be called inside the call that gave the mark. */
    protected final void addChild(int mark, LeaseChild child) {
        if (mark == FOREIGN) {
            place.sharedChildren().add(child);
            return;
        }
        ChildList before = children;
        ChildList now = before == null ? new ChildList() : before.renewed();
        if (now != before) {
            children = now;
        }
        now.add(child);
    }

    /** The child was ended by its holder. To be called inside the call that gave the mark; twice does nothing. */
    protected final void removeChild(int mark, LeaseChild child) {
        if (mark == FOREIGN) {
            SharedChildren shared = place.sharedChildren();
            if (!shared.remove(child)) {
                child.removed = true;
            }
            return;
        }
        ChildList own = children;
        if (own != null) {
            own.remove(child);
        }
    }

    /**
     * What was made through this lease and has not ended, newest first, for an abort that must cancel what runs. Read while others
     * may still be inside, so it may miss what is just being made; at most 64 of the owner's.
     */
    protected final List<LeaseChild> childrenNow() {
        List<LeaseChild> now = new ArrayList<>(place.sharedChildren().all());
        ChildList own = children;
        if (own != null) {
            now.addAll(own.now(MOST_CHILDREN_TO_CANCEL));
        }
        return now;
    }

    /**
     * Returns the lease. Never throws because of the pool.
     *
     * @return whether this call ended it; false if it had ended before
     */
    protected final boolean end() {
        Place<R> place = this.place;
        if (Thread.currentThread() == owner
                && hasNoChildren()
                && place.isPlain()
                && !place.ownerInside(token)
                && place.pool().quickReturns()
                && place.enterOwner(token) >= 0) {
            long now = place.pool().coarseNanos();
            place.leaveBehind(now);
            if (place.giveBack(token)) {
                endedTick = LeaseEnd.tick(now);
                place.pool().afterReturn();
                return true;
            }
            place.holdAgain(this);
            place.leaveOwner(token, 0);
        }
        boolean won = place.pool().ending().giveBack(this);
        Reference.reachabilityFence(this);
        return won;
    }

    private boolean hasNoChildren() {
        ChildList own = children;
        return own == null || own.isEmpty();
    }

    /**
     * Ends the lease and has the resource destroyed, whether calls are inside or not.
     *
     * @return whether this call ended it
     */
    protected final boolean retireLease(@Nullable Throwable why) {
        boolean won = place.pool().ending().retire(this, why);
        Reference.reachabilityFence(this);
        return won;
    }

    /** Whether the lease has ended. It may end at any moment unless the caller is inside a call or owns it alone. */
    protected final boolean isEnded() {
        long word = place.word();
        return word != token && !place.isLeaseOf(token);
    }

    /** Whether the lease ended against its holder's will while it lasted: revoked, or abandoned. */
    protected final boolean isRevoked() {
        LeaseEnd how = end;
        return how != null && how.againstHoldersWill();
    }

    /** How, when and by whom the lease ended, and where it was acquired if that is known: one sentence. */
    protected final String endedText() {
        long ago = LeaseEnd.between(endedTick, LeaseEnd.tick(place.pool().coarseNanos()));
        LeaseEnd how = end != null || endedTick == 0 ? end : LeaseEnd.RETURNED_BY_OWNER;
        return place.pool().endedText(this, how, ago);
    }

    /** The error behind the end of the lease, or null. */
    protected final @Nullable Throwable endedCause() {
        LeaseEnd how = end;
        return how == null ? null : how.cause();
    }

    /** Whether calls of other threads than the acquirer came through this lease. */
    protected final boolean isShared() {
        return place.isSharedLeaseOf(token);
    }

    /** The pool's name. */
    protected final String poolName() {
        return place.pool().name();
    }

    /** See {@link HandleAccess}. */
    private static final class Access extends HandleAccess {

        @Override
        public Thread owner(LeaseHandle<?> handle) {
            return handle.owner;
        }

        @Override
        public long token(LeaseHandle<?> handle) {
            return handle.token;
        }

        @Override
        public <R> Place<R> place(LeaseHandle<R> handle) {
            return handle.place;
        }

        @Override
        public List<LeaseChild> takeChildren(LeaseHandle<?> handle) {
            ChildList own = handle.children;
            return own == null ? List.of() : own.takeAll();
        }

        @Override
        public void endWithLease(LeaseChild child) throws Exception {
            child.endWithLease();
        }

        @Override
        public void ended(LeaseHandle<?> handle, LeaseEnd end, long coarseNow) {
            handle.endedTick = LeaseEnd.tick(coarseNow);
            handle.end = end;
        }
    }
}
