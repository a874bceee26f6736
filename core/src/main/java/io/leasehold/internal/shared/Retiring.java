package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.internal.Nanos;
import io.leasehold.internal.Telling;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Retires resources: by key, one alone, or all. Safe for any thread. */
public final class Retiring<K, R> {

    private final SharedEngine<K, R, ?> pool;

    Retiring(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
    }

    boolean retire(K key, Retirement how, @Nullable Throwable why) {
        KeyEntry<K, R> entry = pool.entries.get(new Key(key));
        return entry != null && orRefuse(entry, retire(entry, null, RetireReason.RETIRED, how, why));
    }

    /**
     * Retires one resource alone, what is open beside it goes on; {@link #limit} is to follow.
     *
     * @throws IllegalStateException if its holders are to be kept and there are two retired ones with holders
     */
    public void retire(SharedResource<R> resource, Retirement how, @Nullable Throwable why) {
        KeyEntry<K, R> entry = entryOf(resource);
        KeyEntry.Retired<K, R> done = entry.retire(resource, RetireReason.BROKEN, how.keepsHolders());
        follow(entry, done, RetireReason.BROKEN, why);
        orRefuse(entry, done);
    }

    /** Has those be revoked who hold it still, if so wished. */
    public void limit(SharedResource<R> resource, Retirement how) {
        limit(List.of(resource), how);
    }

    @SuppressWarnings("unchecked") // an entry is of its own pool's types
    private KeyEntry<K, R> entryOf(SharedResource<R> resource) {
        return (KeyEntry<K, R>) resource.entry;
    }

    /** A check found it dead: its holders are kept if that may be. */
    void retireDead(SharedResource<R> resource, @Nullable Throwable why) {
        KeyEntry<K, R> entry = entryOf(resource);
        if (retire(entry, resource, RetireReason.DEAD, Retirement.KEEP_HOLDERS, why)
                .refused()) {
            pool.events.keptDead(resource, why);
        }
    }

    boolean retireAll(Retirement how, @Nullable Throwable why) {
        boolean all = true;
        for (KeyEntry<K, R> entry : pool.entries.values()) {
            all &= !retire(entry, null, RetireReason.RETIRE_ALL, how, why).refused();
        }
        return all;
    }

    /** For a pool that closes: every key's resources, its holders kept for now, however many retired there are. */
    void retireForClose() {
        for (KeyEntry<K, R> entry : pool.entries.values()) {
            try {
                follow(entry, entry.retire(null, RetireReason.POOL_CLOSED, false), RetireReason.POOL_CLOSED, null);
            } catch (Throwable e) {
                // what strikes one key keeps no other from its end: the pool looks at none again
                Telling.error(SharedEvents.LOG, "{}: the end of a key failed while the pool closes", pool.name(), e);
            }
        }
    }

    private KeyEntry.Retired<K, R> retire(
            KeyEntry<K, R> entry,
            @Nullable SharedResource<R> only,
            RetireReason reason,
            Retirement how,
            @Nullable Throwable why) {
        KeyEntry.Retired<K, R> done = entry.retire(only, reason, how.keepsHolders());
        follow(entry, done, reason, why);
        if (!how.keepsHolders()) {
            limit(only == null ? entry.retiredWithHolders() : done.moved(), how);
        }
        return done;
    }

    private void follow(
            KeyEntry<K, R> entry, KeyEntry.Retired<K, R> done, RetireReason reason, @Nullable Throwable why) {
        done.moved().forEach(resource -> Telling.tell(() -> pool.events.retired(resource, reason, why)));
        done.toClose().forEach(pool.closing::start);
        done.dropped().forEach(pool.openings::sendAway);
        pool.buryIfEmpty(entry);
    }

    private void limit(List<SharedResource<R>> resources, Retirement how) {
        if (how.revokeAfter() == null || resources.isEmpty()) {
            return;
        }
        long now = pool.ticker.nanos();
        long at = now + Nanos.of(how.revokeAfter());
        resources.forEach(resource -> resource.revokeAt(at));
        if (how.revokeAfter().isZero()) {
            pool.upkeep.revokeDue(now);
        } else {
            pool.upkeep.wake();
        }
    }

    private boolean orRefuse(KeyEntry<K, R> entry, KeyEntry.Retired<K, R> done) {
        if (done.refused()) {
            throw new IllegalStateException("pool '" + pool.name() + "': key " + pool.scene.textOf(entry) + " has "
                    + KeyEntry.MOST_RETIRED + " retired generations with holders still; retire it with"
                    + " Retirement.revokeAfter(..)" + pool.scene.holdersOf(entry.retiredWithHolders()));
        }
        return done.didAnything();
    }
}
