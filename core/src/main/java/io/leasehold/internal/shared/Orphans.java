package io.leasehold.internal.shared;

import io.leasehold.spi.ShareHandle;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings to its end what a thread has left behind that died on its way: of a stack overflow between two steps, of no memory. On
 * the housekeeper.
 *
 * <p>Left behind may be a seat with a taker, which no acquire will sit down on; a seat with the handle of a share that was to be
 * released; a resource that is retired and has no holder; one that is to be closed; an open in its slot that is to begin, and that
 * others join meanwhile. None tells whether its thread has died or is slow, and none needs to: each next step is a CAS, or is done
 * once by whoever comes first, so the thread that was slow finds it done; an open that begins after all is one that others need not
 * wait for. All of it is left alone until it was seen at two looks, so that this is rare.
 */
final class Orphans<K, R> {

    /** Longer than any thread is slow, short of a suspended one. */
    private static final long BETWEEN_LOOKS = 10_000_000_000L;

    private final SharedEngine<K, R, ?> pool;
    private final ShareAccess access = ShareAccess.get();

    /** What the last look found: seats with who sat there, and with themselves resources whose close had not begun, and opens. */
    private Map<Object, Object> seen = new IdentityHashMap<>();

    private @Nullable Long lookedAt;

    Orphans(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
    }

    long upkeep(long now) {
        followReturns();
        if (pool.resources.isEmpty() && notBegun().isEmpty()) {
            lookedAt = null;
            seen.clear();
            return Long.MAX_VALUE;
        }
        if (lookedAt == null || now - lookedAt >= BETWEEN_LOOKS) {
            lookedAt = now;
            look();
        }
        return lookedAt + BETWEEN_LOOKS - now;
    }

    /** What follows a return, in case whoever left a seat died before it came to that, or found one there who was refused. */
    private void followReturns() {
        for (SharedResource<R> resource : pool.resources) {
            if (resource.closeRetired()) {
                pool.closing.start(resource);
            }
        }
        if (pool.room.wanting() > 0) {
            pool.makeRoom();
        }
        if (pool.shutdown.isClosing()) {
            pool.shutdown.somethingEnded();
        }
    }

    private void look() {
        Map<Object, Object> before = seen;
        seen = new IdentityHashMap<>();
        for (SharedResource<R> resource : pool.resources) {
            if (resource.isClosing() && !pool.closing.wasStarted(resource) && isSeenAgain(resource, resource, before)) {
                pool.closing.start(resource);
            }
            resource.seats.forEach(seat -> look(seat, before));
        }
        for (Opening<K, R> opening : notBegun()) {
            if (isSeenAgain(opening, opening, before)) {
                pool.openings.sendAway(opening);
            }
        }
    }

    /** Opens in their slots that nobody has had begin yet. */
    private List<Opening<K, R>> notBegun() {
        List<Opening<K, R>> all = new ArrayList<>();
        for (KeyEntry<K, R> entry : pool.entries.values()) {
            for (Opening<K, R> opening : entry.openings()) {
                if (!pool.room.knows(opening)) {
                    all.add(opening);
                }
            }
        }
        return all;
    }

    private void look(Seat<R> seat, Map<Object, Object> before) {
        Object sits = seat.sits();
        if (sits == null || sits instanceof Seat.Bounded) {
            return;
        }
        ShareHandle<R> handle = handle(sits);
        if (handle != null && !access.isReleased(handle) || handle == null && sits instanceof WeakShare) {
            return;
        }
        if (!isSeenAgain(seat, sits, before)) {
            return;
        }
        if (handle == null) {
            pool.release(seat, sits);
        } else {
            pool.ending().releaseSoon(handle);
        }
    }

    private boolean isSeenAgain(Object where, Object what, Map<Object, Object> before) {
        seen.put(where, what);
        return before.get(where) == what;
    }

    @SuppressWarnings("unchecked") // only this pool's shares sit at its resources
    private static <R> @Nullable ShareHandle<R> handle(Object sits) {
        Object handle = sits instanceof WeakShare weak ? weak.get() : sits;
        return handle instanceof ShareHandle<?> ? (ShareHandle<R>) handle : null;
    }
}
