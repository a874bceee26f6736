package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.internal.Scene;
import io.leasehold.internal.Telling;
import io.leasehold.spi.ShareHandle;
import org.jspecify.annotations.Nullable;

/**
 * Ends shares, whichever way. Safe for any thread: all ends of a share race for its handle's word ({@link ShareHandle}), and
 * what stands here after a won race is done by the winner alone.
 */
public final class ShareEnding<R> {

    private final SharedEngine<?, R, ?> pool;
    private final ShareAccess access = ShareAccess.get();

    ShareEnding(SharedEngine<?, R, ?> pool) {
        this.pool = pool;
    }

    /**
     * The caller has ended the share, as its holder wished.
     *
     * @param retired why, if its holder retired the resource
     */
    public void ended(
            ShareHandle<R> handle, boolean releases, @Nullable RetireReason retired, @Nullable Throwable why) {
        Thread current = Thread.currentThread();
        String by = current == access.owner(handle) ? null : Scene.name(current);
        LeaseEnd end = LeaseEnd.RETURNED_BY_OWNER;
        if (retired != null) {
            end = new LeaseEnd(LeaseEnd.Kind.RETIRED, retired, by, why);
        } else if (by != null) {
            end = new LeaseEnd(LeaseEnd.Kind.RETURNED, null, by, null);
        }
        access.ended(handle, end, pool.ticker.coarseNanos());
        if (pool.isAttentive() && retired == null) {
            pool.events.returned(access.facts(handle));
        }
        if (releases) {
            release(handle);
        }
    }

    /** Ends what was made from a share that the caller is to release, waits for that, and gives the share back. */
    public void release(ShareHandle<R> handle) {
        if (pool.isAttentive()) {
            SharedEvents.held(access.flight(handle));
        }
        int children = access.children(handle);
        if (children == 0) {
            giveBack(handle);
        } else {
            ChildrenEnd<R> end = new ChildrenEnd<>(pool, handle, children);
            end.start();
            end.await();
        }
    }

    /** As {@link #release}, and waits for nothing. A second one does nothing, though the first still goes on. */
    void releaseSoon(ShareHandle<R> handle) {
        int children = access.children(handle);
        if (children == 0) {
            giveBack(handle);
        } else {
            new ChildrenEnd<>(pool, handle, children).start();
        }
    }

    void giveBack(ShareHandle<R> handle) {
        pool.release(access.seat(handle), handle);
    }

    /**
     * Ends a share against its holder's will and waits for nothing. Does nothing if it was released already.
     *
     * @param why as the handle's error says it: "since ..."
     */
    void revoke(ShareHandle<R> handle, RetireReason reason, String why) {
        if (!access.revoke(handle)) {
            return;
        }
        access.ended(handle, new LeaseEnd(LeaseEnd.Kind.REVOKED, reason, why, null), pool.ticker.coarseNanos());
        SharedEvents.held(access.flight(handle));
        Telling.tell(() -> pool.events.revoked(access.facts(handle), reason, why));
        releaseSoon(handle);
    }

    /** Takes a share back whose handle is garbage, unless another thread did. */
    void takeBack(WeakShare weak, RetireReason reason, String why) {
        ShareFacts facts = weak.facts;
        @SuppressWarnings("unchecked") // only this pool's shares sit at its resources
        Seat<R> seat = (Seat<R>) facts.seat();
        if (pool.release(seat, weak)) {
            SharedEvents.held(weak.flight);
            Telling.tell(() -> pool.events.revoked(facts, reason, why));
        }
    }
}
