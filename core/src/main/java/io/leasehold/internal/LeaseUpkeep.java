package io.leasehold.internal;

import io.leasehold.RetireReason;
import io.leasehold.internal.HolderBox.WeakHolder;
import io.leasehold.spi.LeaseHandle;
import java.util.stream.LongStream;

/**
 * Watches leases: reports and revokes those past their term, takes back those whose handle became garbage, and cuts off resets
 * that hang. On the housekeeper.
 *
 * <p>A place is read in the order word, holder, then the facts of its lease; what follows is decided by a CAS on that very
 * word, so that nothing is done to a later lease on what was read of an earlier. A lease without a holder is being made, and
 * its facts are still those of the one before.
 */
final class LeaseUpkeep<R> {

    /** Far beyond what a thread that was granted a place takes to wake up. */
    private static final long ORPHANED_AFTER = 10_000_000_000L;

    private final EnginePool<R, ?> pool;
    private final HandleAccess access = HandleAccess.get();
    private final long reportAfter;
    private final long term;
    private final long abandonedAfter;
    private final long resetTimeout;
    private final long watchEvery;

    LeaseUpkeep(EnginePool<R, ?> pool) {
        this.pool = pool;
        this.reportAfter = pool.config.leaseReportAfter().toNanos();
        this.term = pool.config.leaseTerm().toNanos();
        this.abandonedAfter = pool.config.abandonedAfter().toNanos();
        this.resetTimeout = pool.config.resetTimeout().toNanos();
        this.watchEvery = LongStream.of(reportAfter, term, abandonedAfter, resetTimeout)
                .filter(limit -> limit > 0)
                .map(limit -> Math.max(10_000_000, limit / 8))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    long upkeep(long now) {
        long next = watchEvery;
        for (Place<R> place : pool.places.all()) {
            long word = place.word();
            next = Math.min(next, watchReset(place, word, now));
            if (PlaceWord.isLeaseOf(word, word)) {
                watchLease(place, word, now);
            }
        }
        return next;
    }

    /**
     * Cuts off a reset that this upkeep has seen running for too long, and gives when it would be. A returner reads no clock for it,
     * so the reset may run for as long as this upkeep takes to come round once more.
     */
    private long watchReset(Place<R> place, long word, long now) {
        long running = place.resetting();
        if (running == 0 || !PlaceWord.sameGeneration(running, word)) {
            return Long.MAX_VALUE;
        }
        if (place.seenReset != running) {
            place.seenReset = running;
            place.seenResetAt = now;
        }
        long left = resetTimeout - (now - place.seenResetAt);
        if (left <= 0) {
            pool.ending().cutOffReset(place, word);
            return Long.MAX_VALUE;
        }
        return left;
    }

    private void watchLease(Place<R> place, long word, long now) {
        if (pool.scene.holder(place, word) == null) {
            watchOrphan(place, word, now);
            return;
        }
        long held = heldFor(place, word, now);
        if (term > 0 && held >= term) {
            pool.ending().revoke(place, word, RetireReason.REVOKED, "its term of " + Scene.words(term) + " was over");
            return;
        }
        if (reportAfter > 0 && held >= reportAfter && !isReported(place, word)) {
            place.reportedToken = PlaceWord.generation(word) + 1;
            pool.sites.becomeEager();
            pool.refreshAttention();
            pool.events.overdue(place, word);
        }
        if (abandonedAfter > 0 && held >= abandonedAfter && !place.givenOut) {
            watchHandle(place, word);
        }
    }

    /**
     * For how long the lease has been held at the very least. The coarse time of its acquire may be late by any length after
     * a stall, so that the lease looks older than it is; what counts is for how long this upkeep has seen it.
     */
    private static long heldFor(Place<?> place, long word, long now) {
        long token = PlaceWord.generation(word) + 1;
        if (place.seenToken != token) {
            place.seenToken = token;
            place.seenAt = now;
        }
        return Math.min(now - place.seenAt, now - place.acquiredAt);
    }

    /** A lease's generation plus one, so that zero means none. */
    static boolean isReported(Place<?> place, long word) {
        return place.reportedToken == PlaceWord.generation(word) + 1;
    }

    /**
     * A lease that stays without a holder is not being made: whoever was granted it died on the way, of a stack that overflowed
     * for one, and nobody would ever return it.
     */
    private void watchOrphan(Place<R> place, long word, long now) {
        long token = PlaceWord.generation(word) + 1;
        if (place.seenToken != token) {
            place.seenToken = token;
            place.seenAt = now;
        } else if (now - place.seenAt >= Math.max(ORPHANED_AFTER, abandonedAfter)) {
            pool.ending().revoke(place, word, RetireReason.ABANDONED, "the thread that was granted it never took it");
        }
    }

    private void watchHandle(Place<R> place, long word) {
        HolderBox box = place.box;
        WeakHolder weak = box.weakHolder();
        if (weak == null) {
            LeaseHandle<?> handle = box.handle();
            if (handle != null) {
                long token = access.token(handle);
                box.weaken(handle, new WeakHolder(handle, token, access.owner(handle)));
            }
        } else if (weak.isGarbage() && PlaceWord.sameGeneration(weak.token, word)) {
            pool.sites.becomeEager();
            pool.ending().revoke(place, word, RetireReason.ABANDONED, "its handle became garbage without being closed");
        }
    }
}
