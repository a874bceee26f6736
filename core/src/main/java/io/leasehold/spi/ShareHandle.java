package io.leasehold.spi;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.internal.Flight;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.internal.SharedChildren;
import io.leasehold.internal.shared.Seat;
import io.leasehold.internal.shared.ShareAccess;
import io.leasehold.internal.shared.ShareFacts;
import io.leasehold.internal.shared.SharedEngine;
import io.leasehold.internal.shared.SharedResource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A holder's object in a shared pool: the base of every share and of every adapter's handle. It fences the resource: a call
 * enters, and is refused once the share has ended. May be used by any number of threads, as what it shares is.
 *
 * <p>An adapter's method that touches the resource reads:
 *
 * <pre>{@code
 * if (!enter()) {
 *     throw new IOException(endedText(), endedCause());
 * }
 * try {
 *     return resource.call();
 * } finally {
 *     leave();
 *     Reference.reachabilityFence(this);
 * }
 * }</pre>
 *
 * <h2>Why a share is released once, and not under a call</h2>
 *
 * <p>One word counts the calls inside and says whether the share has ended and whether it was released. Entering adds one
 * and learns in the same step whether the share had ended; if so it takes its one back and does nothing more. To end the
 * share sets ENDED; if no call is inside, RELEASED with it, in one CAS. If some are, the last to leave sets RELEASED: no call
 * enters an ended share, so the count comes down to zero, and a refused one that passes through only moves that duty to
 * itself. A revoke sets both at once, since a call inside may hang, and to be waited for by nobody is what revoking is for.
 * RELEASED is set by a CAS from a word without it, hence once, and only who set it ends the children and gives the share
 * back.
 *
 * @param <R> the resource
 */
public abstract class ShareHandle<R> {

    private static final int ENDED = 1 << 31;
    private static final int RELEASED = 1 << 30;

    private static final VarHandle WORD;
    private static final VarHandle CHILDREN;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            WORD = lookup.findVarHandle(ShareHandle.class, "word", int.class);
            CHILDREN = lookup.findVarHandle(ShareHandle.class, "children", SharedChildren.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
        ShareAccess.set(new Access());
    }

    /** The share: who released it, and has ended what was made from it, has the seat be left. */
    private final Seat<R> seat;

    private final Thread owner;
    private final long acquiredAt;

    private volatile int word;

    private volatile @Nullable SharedChildren children;

    /** Where in the code it was acquired, if that was sampled. */
    private @Nullable List<StackTraceElement> site;

    /** What the flight recorder is to be told once it is released, if it records holds. */
    private Flight.@Nullable Hold flight;

    private boolean overdue;

    /** Whether the resource itself was given out. */
    private volatile boolean kept;

    /** How the share ended. Read without order: a reader may see it late, and then says "has just ended". */
    private @Nullable LeaseEnd end;

    private int endedTick;

    /**
     * Makes the handle of the share that was just granted to this thread. To be called by {@link SharedResourceFactory#share}
     * alone.
     */
    protected ShareHandle(Grant<R> grant) {
        this.seat = (Seat<R>) grant;
        this.owner = Thread.currentThread();
        this.acquiredAt = pool().coarseNanos();
    }

    private SharedEngine<?, R, ?> pool() {
        return seat.of().pool();
    }

    /** Enters a call on the resource; gives false, having changed nothing, if the share has ended. */
    protected final boolean enter() {
        if ((int) WORD.getAndAdd(this, 1) >= 0) {
            return true;
        }
        leave();
        return false;
    }

    /** Leaves a call that was entered. */
    protected final void leave() {
        int now = (int) WORD.getAndAdd(this, -1) - 1;
        if (now == ENDED && WORD.compareAndSet(this, ENDED, ENDED | RELEASED)) {
            pool().ending().release(this);
        }
    }

    /**
     * A call saw an error that may mean that the resource is dead for all: it is checked soon, and retired if it is. To be
     * called inside the call. One share's failure condemns nothing by itself.
     */
    protected final void suspect(Throwable why) {
        pool().suspect(seat.of(), why);
    }

    /**
     * The raw resource leaves the handle's sight: the share is never taken back as abandoned, whatever the settings say. To be
     * called inside a call.
     */
    protected final void givenOut() {
        kept = true;
        seat.keep(this);
    }

    /**
     * Has the child end with the share, newest first. To be called inside a call. The child may be used by several threads; it
     * is ended on a worker that is given up after the close timeout, with no call of this handle inside unless the share was
     * revoked.
     *
     * @return whether it is the share's now; if not, the share was revoked meanwhile and the caller ends the child itself
     */
    protected final boolean addChild(LeaseChild child) {
        SharedChildren all = childrenOrNew();
        all.add(child);
        // Whoever released the share before this look takes the children after it, or finds the child there.
        return (word & RELEASED) == 0 || !all.remove(child);
    }

    /** The child was ended by its holder; twice does nothing. */
    protected final void removeChild(LeaseChild child) {
        SharedChildren all = children;
        if (all != null) {
            all.remove(child);
        }
    }

    private SharedChildren childrenOrNew() {
        SharedChildren now = children;
        if (now != null) {
            return now;
        }
        SharedChildren made = new SharedChildren();
        SharedChildren before = (SharedChildren) CHILDREN.compareAndExchange(this, null, made);
        return before == null ? made : before;
    }

    /**
     * Gives the share back; what was made from it ends before this returns, or is given up. Never throws because of the pool.
     * If calls of other threads are inside, the last of them does that when it leaves.
     *
     * @return whether this call ended the share; false if it had ended before
     */
    protected final boolean end() {
        boolean won = end(null, null);
        Reference.reachabilityFence(this);
        return won;
    }

    private boolean end(@Nullable RetireReason retired, @Nullable Throwable why) {
        int now = word;
        while (now >= 0) {
            int next = now == 0 ? ENDED | RELEASED : now | ENDED;
            int seen = (int) WORD.compareAndExchange(this, now, next);
            if (seen == now) {
                pool().ending().ended(this, (next & RELEASED) != 0, retired, why);
                return true;
            }
            now = seen;
        }
        return false;
    }

    /**
     * Ends this share and has the resource never be shared again: it is closed once its last holder is gone.
     *
     * @param how what becomes of the others
     * @return whether this call ended the share
     * @throws IllegalStateException if two retired resources of this key have holders still, and these are to be kept
     */
    protected final boolean retireShare(Retirement how, @Nullable Throwable why) {
        if (isEnded()) {
            return false;
        }
        SharedResource<R> resource = seat.of();
        pool().retiring().retire(resource, how, why);
        boolean won = end(RetireReason.BROKEN, why);
        pool().retiring().limit(resource, how);
        Reference.reachabilityFence(this);
        return won;
    }

    /** Whether the share has ended. It may end at any moment unless the caller alone may end it. */
    protected final boolean isEnded() {
        return word < 0;
    }

    /** Whether the share ended against its holder's will: revoked, or taken back as abandoned. */
    protected final boolean isRevoked() {
        LeaseEnd how = end;
        return how != null && how.againstHoldersWill();
    }

    /** How, when and by whom the share ended, and where it was acquired if that is known: one sentence. */
    protected final String endedText() {
        long ago = LeaseEnd.between(endedTick, LeaseEnd.tick(pool().coarseNanos()));
        return pool().endedText(this, end, ago);
    }

    /** The error behind the end of the share, or null. */
    protected final @Nullable Throwable endedCause() {
        LeaseEnd how = end;
        return how == null ? null : how.cause();
    }

    /** The pool's name. */
    protected final String poolName() {
        return pool().name();
    }

    /** See {@link ShareAccess}. */
    private static final class Access extends ShareAccess {

        @Override
        public <R> Seat<R> seat(ShareHandle<R> handle) {
            return handle.seat;
        }

        @Override
        public Thread owner(ShareHandle<?> handle) {
            return handle.owner;
        }

        @Override
        public boolean retire(ShareHandle<?> handle, Retirement how, @Nullable Throwable why) {
            return handle.retireShare(how, why);
        }

        @Override
        public ShareFacts facts(ShareHandle<?> handle) {
            return new ShareFacts(handle.owner, handle.seat, handle.acquiredAt, site(handle), handle.overdue);
        }

        @Override
        public List<StackTraceElement> site(ShareHandle<?> handle) {
            List<StackTraceElement> sampled = handle.site;
            return sampled == null ? List.of() : sampled;
        }

        @Override
        public void site(ShareHandle<?> handle, List<StackTraceElement> site) {
            handle.site = site;
        }

        @Override
        public Flight.@Nullable Hold flight(ShareHandle<?> handle) {
            return handle.flight;
        }

        @Override
        public void flight(ShareHandle<?> handle, Flight.Hold hold) {
            handle.flight = hold;
        }

        @Override
        public void reported(ShareHandle<?> handle) {
            handle.overdue = true;
        }

        @Override
        public boolean revoke(ShareHandle<?> handle) {
            int now = handle.word;
            while ((now & RELEASED) == 0) {
                int seen = (int) WORD.compareAndExchange(handle, now, now | ENDED | RELEASED);
                if (seen == now) {
                    return true;
                }
                now = seen;
            }
            return false;
        }

        @Override
        public boolean isReleased(ShareHandle<?> handle) {
            return (handle.word & RELEASED) != 0;
        }

        @Override
        public boolean isKept(ShareHandle<?> handle) {
            return handle.kept;
        }

        @Override
        public int children(ShareHandle<?> handle) {
            SharedChildren all = handle.children;
            return all == null ? 0 : all.toBeEnded();
        }

        @Override
        public @Nullable List<LeaseChild> takeChildren(ShareHandle<?> handle, Object asker) {
            SharedChildren all = handle.children;
            return all == null ? List.of() : all.takeAll(asker);
        }

        @Override
        public void endWithLease(LeaseChild child) throws Exception {
            child.endWithLease();
        }

        @Override
        public void ended(ShareHandle<?> handle, LeaseEnd end, long coarseNow) {
            handle.endedTick = LeaseEnd.tick(coarseNow);
            handle.end = end;
        }
    }
}
