package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.internal.Scene;
import io.leasehold.internal.Telling;
import io.leasehold.spi.ShareHandle;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * Watches shares: reports and revokes those past their term, finds those whose handle became garbage, and revokes by order. The
 * watching is the housekeeper's; what ends a share is decided by its handle's word or its seat, for any thread.
 */
final class ShareUpkeep<R> {

    private final SharedEngine<?, R, ?> pool;
    private final ShareAccess access = ShareAccess.get();
    private final long reportAfter;
    private final long term;
    private final long abandonedAfter;
    private final long watchEvery;

    ShareUpkeep(SharedEngine<?, R, ?> pool) {
        this.pool = pool;
        this.reportAfter = pool.config.shareReportAfter().toNanos();
        this.term = pool.config.shareTerm().toNanos();
        this.abandonedAfter = pool.config.abandonedAfter().toNanos();
        this.watchEvery = LongStream.of(reportAfter, term, abandonedAfter)
                .filter(limit -> limit > 0)
                .map(limit -> Math.max(10_000_000, limit / 8))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    long upkeep(long now) {
        if (watchEvery != Long.MAX_VALUE) {
            pool.scene.forEachShare(sits -> watch(sits, now));
        }
        return watchEvery;
    }

    private void watch(Object sits, long now) {
        ShareFacts facts = pool.scene.facts(sits);
        long held = now - facts.acquiredAt();
        if (term > 0 && held >= term) {
            revoke(sits, RetireReason.REVOKED, "its term of " + Scene.words(term) + " was over");
            return;
        }
        if (reportAfter > 0 && held >= reportAfter && !facts.overdue() && sits instanceof ShareHandle<?> handle) {
            access.reported(handle);
            report(() -> pool.events.overdue(facts));
        }
        if (abandonedAfter > 0 && held >= abandonedAfter) {
            watchHandle(sits, facts);
        }
    }

    /** What is thrown over a report, by a log for one, keeps no share from its end, be it this one or one behind it. */
    private void report(Runnable telling) {
        Telling.tell(this::becomeEager);
        Telling.tell(telling);
    }

    private void becomeEager() {
        pool.sites.becomeEager();
        pool.refreshAttention();
    }

    private void watchHandle(Object sits, ShareFacts facts) {
        if (sits instanceof ShareHandle<?> handle) {
            WeakShare weak = new WeakShare(handle, facts);
            facts.seat().weaken(handle, weak);
            // Whoever keeps it writes that down in the handle and then looks who sits there: one of the two sees the
            // other.
            weak.kept |= access.isKept(handle);
        } else if (sits instanceof WeakShare weak && weak.isGarbage() && !weak.reported) {
            weak.reported = true;
            boolean takesBack = pool.config.reclaimAbandoned() && !weak.kept;
            report(() -> pool.events.abandoned(facts, takesBack));
            if (takesBack) {
                pool.ending().takeBack(weak, RetireReason.ABANDONED, "its handle became garbage without being closed");
            }
        }
    }

    /** Revokes the shares that are meant. By any thread. */
    void revoke(
            Predicate<ShareFacts> isMeant,
            Function<ShareFacts, RetireReason> reason,
            Function<ShareFacts, String> why) {
        pool.scene.forEachShare(sits -> {
            try {
                ShareFacts facts = pool.scene.facts(sits);
                if (isMeant.test(facts)) {
                    revoke(sits, reason.apply(facts), why.apply(facts));
                }
            } catch (Throwable e) {
                // what strikes one keeps no other from its end: of a pool that closes nobody looks at them again
                Telling.error(SharedEvents.LOG, "{}: the end of a share failed", pool.name(), e);
            }
        });
    }

    @SuppressWarnings("unchecked") // only this pool's shares sit among its holders
    private void revoke(Object sits, RetireReason reason, String why) {
        if (sits instanceof WeakShare weak) {
            ShareHandle<?> handle = weak.get();
            if (handle == null) {
                pool.ending().takeBack(weak, reason, why);
            } else {
                pool.ending().revoke((ShareHandle<R>) handle, reason, why);
            }
        } else {
            pool.ending().revoke((ShareHandle<R>) sits, reason, why);
        }
    }
}
