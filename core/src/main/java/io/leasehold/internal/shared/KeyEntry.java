package io.leasehold.internal.shared;

import io.leasehold.OpenFailure;
import io.leasehold.RetireReason;
import io.leasehold.SharedPoolConfig;
import io.leasehold.internal.KeyRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What a pool has of one key: its current generation, what was retired and is not closed yet, and its opens. Read by any
 * thread; the lock guards what is written, and nothing else is called under it. There is one entry for a key as long as
 * there is anything to have; an empty one is buried and taken out of the map, so that the pool keeps nothing of the key.
 */
final class KeyEntry<K, R> {

    /** Generations of a key that may be retired while they have holders; the next retirement must revoke. */
    static final int MOST_RETIRED = 2;

    final Key key;
    final ReentrantLock lock = new ReentrantLock();

    volatile @Nullable Generation<R> current;

    private final SharedEngine<K, R, ?> pool;

    /** Retired or closing, the oldest first. */
    private final List<SharedResource<R>> retired = new ArrayList<>();

    private long generations;
    private boolean buried;
    private @Nullable Throwable failure;
    private long failedAt;
    private long failures;

    KeyEntry(SharedEngine<K, R, ?> pool, Key key) {
        KeyRule.value(key.value);
        this.pool = pool;
        this.key = key;
    }

    /** What an acquire found that did not find a share at once. */
    record Found<K, R>(
            @Nullable Seat<R> shared,
            @Nullable Opening<K, R> opening,
            boolean isNew,
            @Nullable Throwable failure) {

        private static <K, R> Found<K, R> share(Seat<R> seat) {
            return new Found<>(seat, null, false, null);
        }
    }

    /**
     * Finds a share, or the open to wait for, a new one if need be.
     *
     * @param waiter joins the open, unless it is null
     * @return null if this entry was buried, or the pool is closing: look again
     */
    @Nullable Found<K, R> find(@Nullable ShareWaiter<R> waiter) {
        lock.lock();
        try {
            if (buried || pool.shutdown.isClosing()) {
                return null;
            }
            Generation<R> now = generation();
            boolean failsFast = failsFast(pool.ticker.nanos());
            Thread current = Thread.currentThread();
            Seat<R> shared = now.share(current);
            if (shared == null && (failsFast || pool.room.isFull())) {
                // Growing costs nobody else an idle resource, and waits for nobody: another of the key will do.
                shared = now.shareAny(current);
            }
            if (shared != null) {
                return Found.share(shared);
            }
            return failsFast ? new Found<>(null, null, false, failure) : join(now, waiter);
        } finally {
            lock.unlock();
        }
    }

    private Generation<R> generation() {
        Generation<R> now = current;
        if (now == null) {
            SharedPoolConfig config = pool.config;
            now = new Generation<>(++generations, config.width(), config.spread());
            current = now;
        }
        return now;
    }

    /** Puts a new open into its slot last: one that an error kept from its acquirer nobody would have begin. */
    private Found<K, R> join(Generation<R> now, @Nullable ShareWaiter<R> waiter) {
        int slot = now.slotToOpen();
        @SuppressWarnings("unchecked") // a key's openings are of its own types
        Opening<K, R> there = (Opening<K, R>) now.openings[slot];
        Opening<K, R> opening = there == null ? new Opening<>(pool, this, now, slot) : there;
        Found<K, R> found = new Found<>(null, opening, there == null, null);
        if (waiter != null) {
            opening.waiters.add(waiter);
        }
        now.openings[slot] = opening;
        return found;
    }

    /** A waiter leaves; an open that has no room yet is not worth waiting for without one: gives whether it is to be dropped. */
    boolean leave(Opening<K, R> opening, ShareWaiter<R> waiter) {
        lock.lock();
        try {
            opening.waiters.remove(waiter);
            return opening.waiters.isEmpty() && !opening.started && take(opening);
        } finally {
            lock.unlock();
        }
    }

    private boolean take(Opening<K, R> opening) {
        if (opening.generation.openings[opening.slot] != opening) {
            return false;
        }
        opening.generation.openings[opening.slot] = null;
        return true;
    }

    /**
     * An open has yielded a resource: puts it into its slot, if that is still wanted.
     *
     * @return whether it stands there; if not, it is the caller's to close
     */
    boolean arrived(Opening<K, R> opening, SharedResource<R> resource) {
        lock.lock();
        try {
            take(opening);
            failure = null;
            failures = 0;
            boolean wanted = !buried
                    && opening.generation == current
                    && !pool.shutdown.isClosing()
                    && opening.generation.slots.get(opening.slot) == null;
            if (wanted) {
                opening.generation.fill(opening.slot, resource);
            } else {
                retired.add(resource);
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    /** An open came to nothing. Of one whose generation was retired meanwhile the failure is nobody's any more. */
    void failed(Opening<K, R> opening, Throwable why, long now) {
        lock.lock();
        try {
            take(opening);
            if (opening.generation == current) {
                failure = why;
                failedAt = now;
                failures++;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Those who wait for the open now, which nobody joins any more; they are told by the caller, who alone has them. */
    List<ShareWaiter<R>> takeWaiters(Opening<K, R> opening) {
        lock.lock();
        try {
            List<ShareWaiter<R>> all = new ArrayList<>(opening.waiters);
            take(opening);
            opening.waiters.clear();
            return all;
        } finally {
            lock.unlock();
        }
    }

    private boolean failsFast(long now) {
        return failure != null && now - failedAt < pool.failFast;
    }

    /** The last open failure, as long as it is remembered. */
    @Nullable OpenFailure lastFailure(long now) {
        lock.lock();
        try {
            return failure == null ? null : new OpenFailure(failure, Duration.ofNanos(now - failedAt), failures);
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a failure whose window is over; gives in how many nanoseconds to look again. */
    long forget(long now) {
        lock.lock();
        try {
            if (failure == null) {
                return Long.MAX_VALUE;
            }
            if (failsFast(now)) {
                return failedAt + pool.failFast - now;
            }
            failure = null;
            return Long.MAX_VALUE;
        } finally {
            lock.unlock();
        }
    }

    /** What became of a retirement, for the caller to follow up with no lock held. */
    record Retired<K, R>(
            List<SharedResource<R>> moved,
            List<SharedResource<R>> toClose,
            List<Opening<K, R>> dropped,
            boolean refused) {

        boolean didAnything() {
            return !moved.isEmpty() || !dropped.isEmpty();
        }
    }

    /**
     * Retires what the key has in the slots, or one resource of it.
     *
     * @param only that one, or null for the whole generation with what is being opened
     * @param keepsHolders whether a third generation with holders is refused
     */
    Retired<K, R> retire(@Nullable SharedResource<R> only, RetireReason reason, boolean keepsHolders) {
        Retired<K, R> done = new Retired<>(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), false);
        lock.lock();
        try {
            Generation<R> now = current;
            if (now == null) {
                return done;
            }
            List<SharedResource<R>> affected = only == null ? inSlots(now) : onlyIfIn(now, only);
            boolean refused = keepsHolders && affected.stream().anyMatch(one -> isAtLimit(one) && one.isHeld());
            for (SharedResource<R> resource : affected) {
                // Somebody may have come to hold it since: then what was closed before it stays closed.
                refused = refused || keepsHolders && isAtLimit(resource) && !closeIfIdle(now, resource, reason, done);
            }
            if (refused) {
                return new Retired<>(done.moved(), done.toClose(), List.of(), true);
            }
            affected.forEach(resource -> retireOne(now, resource, reason, done));
            if (only == null) {
                drop(now, done);
                current = null;
            }
            return done;
        } finally {
            lock.unlock();
        }
    }

    /** Whether as many generations of the resource's slot as may be are retired with holders. */
    private boolean isAtLimit(SharedResource<R> resource) {
        long held = retired.stream()
                .filter(old -> old.slot == resource.slot && old.isRetired())
                .count();
        return held >= MOST_RETIRED;
    }

    private boolean closeIfIdle(
            Generation<R> now, SharedResource<R> resource, RetireReason reason, Retired<K, R> done) {
        if (!resource.closeIdle(reason)) {
            return false;
        }
        now.clear(resource);
        retired.add(resource);
        done.moved().add(resource);
        done.toClose().add(resource);
        return true;
    }

    private void retireOne(Generation<R> now, SharedResource<R> resource, RetireReason reason, Retired<K, R> done) {
        SharedResource.Left left = resource.retire(reason);
        now.clear(resource);
        if (left == null) {
            return;
        }
        retired.add(resource);
        done.moved().add(resource);
        if (left == SharedResource.Left.CLOSING) {
            done.toClose().add(resource);
        }
    }

    private void drop(Generation<R> now, Retired<K, R> done) {
        done.dropped().addAll(openingsOf(now));
        Arrays.fill(now.openings, null);
    }

    @SuppressWarnings("unchecked") // a key's openings are of its own types
    private List<Opening<K, R>> openingsOf(Generation<R> now) {
        return Arrays.stream(now.openings)
                .filter(opening -> opening != null)
                .map(opening -> (Opening<K, R>) opening)
                .toList();
    }

    /** The opens that can be joined. */
    List<Opening<K, R>> openings() {
        lock.lock();
        try {
            Generation<R> now = current;
            return now == null ? List.of() : openingsOf(now);
        } finally {
            lock.unlock();
        }
    }

    private List<SharedResource<R>> inSlots(Generation<R> now) {
        List<SharedResource<R>> all = new ArrayList<>();
        for (int slot = 0; slot < now.slots.length(); slot++) {
            SharedResource<R> resource = now.slots.get(slot);
            if (resource != null) {
                all.add(resource);
            }
        }
        return all;
    }

    private List<SharedResource<R>> onlyIfIn(Generation<R> now, SharedResource<R> resource) {
        return now.slots.get(resource.slot) == resource ? List.of(resource) : List.of();
    }

    /**
     * Closes a resource if nobody holds it; then the caller starts the close.
     *
     * @param unused whether nobody may have held it since its grace began, either
     */
    boolean closeIdle(SharedResource<R> resource, boolean unused, RetireReason reason) {
        lock.lock();
        try {
            if (!(unused ? resource.closeUnused(reason) : resource.closeIdle(reason))) {
                return false;
            }
            Generation<R> now = current;
            if (now != null) {
                now.clear(resource);
            }
            retired.add(resource);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Those retired that have holders. */
    List<SharedResource<R>> retiredWithHolders() {
        lock.lock();
        try {
            return retired.stream().filter(SharedResource::isRetired).toList();
        } finally {
            lock.unlock();
        }
    }

    /** A resource is closed, or given up. */
    void gone(SharedResource<R> resource) {
        lock.lock();
        try {
            retired.remove(resource);
        } finally {
            lock.unlock();
        }
    }

    /** How many threads wait for its opens. */
    int waiting() {
        lock.lock();
        try {
            return openings().stream()
                    .mapToInt(opening -> opening.waiters.size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** Buries the entry if there is nothing left to have; gives whether it is buried, and so to be taken out of the map. */
    boolean bury() {
        lock.lock();
        try {
            Generation<R> now = current;
            buried |= failure == null && retired.isEmpty() && (now == null || now.isEmpty());
            return buried;
        } finally {
            lock.unlock();
        }
    }
}
