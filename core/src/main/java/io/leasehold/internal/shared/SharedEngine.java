package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import io.leasehold.Retirement;
import io.leasehold.SharedPoolConfig;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.internal.Sites;
import io.leasehold.internal.Tasks;
import io.leasehold.spi.ShareHandle;
import io.leasehold.spi.SharedHandlePool;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The shared pool: wires its parts together and holds the two paths that must be short, an acquire that finds its resource
 * open and the release of a share. Everything else is a part's. Safe for any thread.
 */
public final class SharedEngine<K, R, H extends ShareHandle<R>> implements SharedHandlePool<K, R, H> {

    /** A thread's first acquires are sampled all: what is held for long is acquired early. */
    private static final long FIRST_SAMPLED = 64;

    final SharedPoolConfig config;
    final SharedResourceFactory<K, R, H> factory;
    final Ticker ticker;
    final Tasks tasks;
    final long failFast;
    final ConcurrentHashMap<Key, KeyEntry<K, R>> entries = new ConcurrentHashMap<>();

    /** Everything that counts and is open: taking shares, retired, or on its way out. */
    final Set<SharedResource<R>> resources = ConcurrentHashMap.newKeySet();

    final Room room;
    final Openings<K, R> openings;
    final SharedEvents<K, R> events;
    final Sites sites;
    final SharedScene<K, R> scene;
    final SharedClosing<R> closing;
    final SharedUpkeep<K, R> upkeep;
    final SharedShutdown<K, R> shutdown;

    private final ShareEnding<R> ending;
    private final Retiring<K, R> retiring;
    private final ShareAcquire<K, R, H> slowAcquire;
    private final ShareAccess access = ShareAccess.get();
    private final long acquireTimeout;
    private final boolean samples;
    private final long sampleMask;
    private final boolean hasGrace;

    /** Whether acquires and returns must take the long way, since somebody wants to be told. */
    private volatile boolean attentive;

    SharedEngine(SharedPoolConfig config, SharedResourceFactory<K, R, H> factory, SharedSurroundings around) {
        this.config = config;
        this.factory = factory;
        this.ticker = around.ticker();
        this.tasks = new Tasks(around.runner(), 2 * config.maximumResources() + 1, around.loader());
        this.failFast = config.failFast().toNanos();
        this.room = new Room(config.maximumResources());
        this.openings = new Openings<>(this);
        this.sites = new Sites(config.siteSampling(), factory);
        this.events = new SharedEvents<>(this, around.listener());
        this.scene = new SharedScene<>(this);
        this.closing = new SharedClosing<>(this);
        this.upkeep = new SharedUpkeep<>(this, around.runner());
        this.shutdown = new SharedShutdown<>(this);
        this.ending = new ShareEnding<>(this);
        this.retiring = new Retiring<>(this);
        this.slowAcquire = new ShareAcquire<>(this);
        this.acquireTimeout = config.acquireTimeout().toNanos();
        this.samples = config.siteSampling() > 0;
        this.sampleMask = Math.max(0, config.siteSampling() - 1L);
        this.hasGrace = !config.grace().isZero();
    }

    @Override
    public H acquire(K key) {
        return acquire(key, acquireTimeout);
    }

    @Override
    public H acquire(K key, long timeoutNanos) {
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("a timeout of " + timeoutNanos + " ns: must be 0 (try once) or more");
        }
        Key box = new Key(key);
        KeyEntry<K, R> entry = entries.get(box);
        if (entry != null) {
            Generation<R> now = entry.current;
            Thread current = Thread.currentThread();
            Seat<R> seat = now == null ? null : now.share(current);
            H handle = seat == null ? null : lend(seat, current, 0);
            if (handle != null) {
                return handle;
            }
        }
        return slowAcquire.acquire(box, timeoutNanos);
    }

    KeyEntry<K, R> entry(Key key) {
        return entries.computeIfAbsent(key, absent -> new KeyEntry<>(this, absent));
    }

    /**
     * Makes the handle of a share that was added for the caller. To sit down is the last step: an error before it leaves a taker
     * behind at most, and after it nothing is done that could fail.
     *
     * @return null if the share was taken for an orphan's meanwhile: acquire another
     */
    @Nullable H lend(Seat<R> seat, Object taker, long waitedNanos) {
        try {
            H handle = factory.share(seat.resource(), seat);
            long count = seat.row().count++;
            boolean sampled = count < FIRST_SAMPLED || samples && (count & sampleMask) == 0 || room.wanting() > 0;
            if (sampled || attentive) {
                events.lent(seat.of(), handle, waitedNanos, sampled);
            }
            return seat.sit(taker, handle) ? handle : null;
        } catch (Throwable e) {
            release(seat, taker);
            throw e;
        }
    }

    /** Takes the share away that the occupant of this seat has; gives false if another thread did. */
    boolean release(Seat<R> seat, Object occupant) {
        SharedResource<R> resource = seat.of();
        SharedResource.Left left = resource.release(seat, occupant);
        if (left == SharedResource.Left.CLOSING) {
            closing.start(resource);
        } else if ((!hasGrace || room.wanting() > 0) && resource.isIdle()) {
            becameIdle(resource);
        }
        if (shutdown.isClosing()) {
            shutdown.somethingEnded();
        }
        return left != SharedResource.Left.NOTHING;
    }

    private void becameIdle(SharedResource<R> resource) {
        if (hasGrace) {
            makeRoom();
        } else {
            closing.closeIdle(resource, RetireReason.IDLE);
        }
    }

    /** Closes as many that are in their grace as opens wait for room, the longest idle first. */
    void makeRoom() {
        while (room.toBeMade(closing.underWay()) > 0) {
            SharedResource<R> oldest = null;
            long now = ticker.nanos();
            long longest = Long.MIN_VALUE;
            for (SharedResource<R> resource : resources) {
                if (resource.isIdle()) {
                    long idle = resource.inGrace && resource.isUnused() ? now - resource.idleSince : 0;
                    if (idle > longest || oldest != null && idle == longest && resource.id < oldest.id) {
                        longest = idle;
                        oldest = resource;
                    }
                }
            }
            if (oldest == null) {
                return;
            }
            closing.closeIdle(oldest, RetireReason.MADE_ROOM);
        }
    }

    /** Forgets a key that has nothing left. */
    void buryIfEmpty(KeyEntry<K, R> entry) {
        if (entry.bury()) {
            entries.remove(entry.key, entry);
        }
    }

    boolean isAttentive() {
        return attentive;
    }

    void refreshAttention() {
        attentive = events.isListening() || sites.isEager();
    }

    public long coarseNanos() {
        return ticker.coarseNanos();
    }

    public ShareEnding<R> ending() {
        return ending;
    }

    public Retiring<K, R> retiring() {
        return retiring;
    }

    /** Has the resource checked soon. */
    public void suspect(SharedResource<?> resource, Throwable why) {
        upkeep.suspect(resource, why);
    }

    public String endedText(ShareHandle<R> handle, @Nullable LeaseEnd end, long agoNanos) {
        return scene.ended(handle, end, agoNanos);
    }

    void start() {
        refreshAttention();
        try {
            upkeep.start();
            shutdown.started();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean retire(K key, Retirement how, Throwable why) {
        return retiring.retire(key, how, why);
    }

    @Override
    public boolean retire(H handle, Retirement how, @Nullable Throwable why) {
        SharedResource<R> resource = access.seat(handle).of();
        if (resource.pool() != this) {
            throw new IllegalArgumentException("this share is of pool '"
                    + resource.pool().name() + "', not of pool '" + name() + "': retire it there");
        }
        return access.retire(handle, how, why);
    }

    @Override
    public boolean retireAll(Retirement how, Throwable why) {
        return retiring.retireAll(how, why);
    }

    @Override
    public boolean drain(Duration timeout) {
        return shutdown.drain(timeout);
    }

    @Override
    public void close() {
        shutdown.drain(Duration.ZERO);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SharedPoolConfig config() {
        return config;
    }

    @Override
    public SharedPoolSnapshot snapshot() {
        return scene.snapshot();
    }

    @Override
    public String toString() {
        return "shared pool '" + name() + "'";
    }
}
