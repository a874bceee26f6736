package io.leasehold.internal.shared;

import io.leasehold.internal.BoundedOpen;
import io.leasehold.internal.Scene;
import io.leasehold.spi.CallerContext;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One open of a key's resource and those who wait for it. It stands in line until there is room, then runs on a worker, and
 * belongs to none of its waiters: they come and go, and it goes on. Its waiters are guarded by the key's lock.
 */
final class Opening<K, R> extends BoundedOpen<R> {

    final KeyEntry<K, R> entry;
    final Generation<R> generation;
    final int slot;

    /** Guarded by the key's lock. */
    final Set<ShareWaiter<R>> waiters = new LinkedHashSet<>();

    /** Whether it has room, and runs or will at once. Set under the room's lock. */
    volatile boolean started;

    /** The thread that runs the open, while it does. */
    volatile @Nullable Thread worker;

    /** What the open itself waits for, if it acquires from this pool. */
    volatile @Nullable Opening<K, R> waitsFor;

    private final SharedEngine<K, R, ?> pool;

    /** Whose identity it opens with, and the like; null for nobody's. */
    private volatile @Nullable CallerContext caller;

    /** The key of the acquire that began it; equal to the entry's, which may be that of an earlier open. */
    private volatile @Nullable K asked;

    Opening(SharedEngine<K, R, ?> pool, KeyEntry<K, R> entry, Generation<R> generation, int slot) {
        super(pool.config.openTimeout().toNanos());
        this.pool = pool;
        this.entry = entry;
        this.generation = generation;
        this.slot = slot;
    }

    /** Takes from the acquirer's thread what the open needs of it; before it stands in line. */
    void takeFromCaller(K key) {
        asked = key;
        caller = pool.factory.callerContext(key);
    }

    /**
     * Takes it back, by the acquirer's thread, which an error has struck while it had the open begin: no worker will begin with it. Gives
     * false if one has: then it goes on, and all who wait are told how it ends.
     */
    boolean withdraw() {
        return begin();
    }

    @Override
    protected R open() throws Exception {
        CallerContext as = caller;
        K key = Objects.requireNonNull(asked);
        worker = Thread.currentThread();
        try {
            R resource = as == null ? pool.factory.open(key) : as.call(() -> pool.factory.open(key));
            return Objects.requireNonNull(resource, "the factory gave no resource");
        } finally {
            worker = null;
        }
    }

    @Override
    protected void close(R resource) throws Exception {
        pool.factory.close(resource);
    }

    @Override
    protected void opened(R resource) {
        pool.openings.opened(this, resource);
    }

    @Override
    protected void failed(Throwable why) {
        pool.openings.failed(this, why);
    }

    @Override
    protected void found() {
        pool.room.found();
    }

    @Override
    protected void closeFailed(Throwable why) {
        pool.events.closeFailed(why);
    }

    @Override
    protected void givenUp() {
        String limit = Scene.words(limitNanos);
        pool.events.lost("open", entry, null, limitNanos);
        pool.openings.gaveUp(
                this, new TimeoutException("the open gave no answer within " + limit + " and was given up"));
    }
}
