package io.leasehold.internal.shared;

import io.leasehold.Spread;
import io.leasehold.internal.ThreadIds;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A key's resources that take shares, one in each slot. Read by any thread; written under the key's lock, but for the turn.
 */
final class Generation<R> {

    final long number;
    final AtomicReferenceArray<@Nullable SharedResource<R>> slots;

    /** Opens under way or waiting for room, by slot. Guarded by the key's lock. */
    final @Nullable Opening<?, R>[] openings;

    private final Spread spread;

    /** How many slots are taken: once it is all of them, nothing grows. */
    private volatile int filled;

    /** Counts turns, and may wrap around. Increments that threads take from each other cost nothing but evenness. */
    int turn;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class
    Generation(long number, int width, Spread spread) {
        this.number = number;
        this.slots = new AtomicReferenceArray<>(width);
        this.openings = new Opening[width];
        this.spread = spread;
    }

    /** Adds a share, taken by this thread, which is the current one, to the resource whose turn it is; gives null if another is to be opened first, or if there is none. */
    @Nullable Seat<R> share(Thread current) {
        if (slots.length() == 1) {
            return shareAt(0, current);
        }
        return switch (spread) {
            case THREAD_AFFINE -> shareAt(affineSlot(current), current);
            case ROUND_ROBIN -> filled < slots.length() ? null : shareFrom(nextTurn(), current);
            case LEAST_LEASED -> shareLeast(current);
        };
    }

    /** Adds a share to whichever takes one; gives null if none does. */
    @Nullable Seat<R> shareAny(Thread current) {
        return shareFrom(spread == Spread.THREAD_AFFINE ? affineSlot(current) : nextTurn(), current);
    }

    private @Nullable Seat<R> shareFrom(int first, Thread current) {
        int slot = first;
        for (int i = 0; i < slots.length(); i++) {
            Seat<R> seat = shareAt(slot, current);
            if (seat != null) {
                return seat;
            }
            slot = after(slot);
        }
        return null;
    }

    /** The slot whose turn it is now. */
    private int nextTurn() {
        return (turn++ & Integer.MAX_VALUE) % slots.length();
    }

    private int after(int slot) {
        return (slot + 1) % slots.length();
    }

    private @Nullable Seat<R> shareAt(int slot, Thread current) {
        SharedResource<R> resource = slots.get(slot);
        return resource == null ? null : resource.share(current, current);
    }

    private @Nullable Seat<R> shareLeast(Thread current) {
        SharedResource<R> least = null;
        int fewest = Integer.MAX_VALUE;
        for (int slot = 0; slot < slots.length(); slot++) {
            SharedResource<R> resource = slots.get(slot);
            if (resource != null && resource.isOpen()) {
                int shares = resource.shares();
                if (shares < fewest) {
                    fewest = shares;
                    least = resource;
                }
            }
        }
        boolean grows = fewest > 0 && filled < slots.length();
        return least != null && !grows ? least.share(current, current) : null;
    }

    /** The slot that an acquire which found nothing has opened, or whose open it joins. Under the key's lock. */
    int slotToOpen() {
        if (spread == Spread.THREAD_AFFINE) {
            return affineSlot(Thread.currentThread());
        }
        int slot = nextTurn();
        int joined = slot;
        for (int i = 0; i < slots.length(); i++) {
            if (slots.get(slot) == null) {
                if (openings[slot] == null) {
                    return slot;
                }
                joined = slot;
            }
            slot = after(slot);
        }
        return joined;
    }

    private int affineSlot(Thread current) {
        return (int) Long.remainderUnsigned(ThreadIds.of(current) * 0x9E3779B97F4A7C15L >>> 32, slots.length());
    }

    /** Under the key's lock. */
    void fill(int slot, SharedResource<R> resource) {
        slots.set(slot, resource);
        count();
    }

    /** Takes the resource out of its slot, if it is there. Under the key's lock. */
    void clear(SharedResource<R> resource) {
        if (slots.compareAndSet(resource.slot, resource, null)) {
            count();
        }
    }

    private void count() {
        int taken = 0;
        for (int slot = 0; slot < slots.length(); slot++) {
            taken += slots.get(slot) == null ? 0 : 1;
        }
        filled = taken;
    }

    /** Under the key's lock. */
    boolean isEmpty() {
        for (int slot = 0; slot < slots.length(); slot++) {
            if (slots.get(slot) != null || openings[slot] != null) {
                return false;
            }
        }
        return true;
    }
}
