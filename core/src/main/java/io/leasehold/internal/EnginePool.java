package io.leasehold.internal;

import io.leasehold.PoolConfig;
import io.leasehold.PoolSnapshot;
import io.leasehold.RetireReason;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.HandlePool;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The pool: wires its parts together and holds the two paths that must be short, an acquire that finds a free place and
 * what follows a return. Everything else is a part's. Safe for any thread.
 */
public final class EnginePool<R, H extends LeaseHandle<R>> implements HandlePool<R, H> {

    /** Shorter than any idleness: a coarse clock that was read before a return makes it seem negative. */
    private static final long NO_BYPASS = Long.MIN_VALUE;

    @SuppressWarnings("rawtypes")
    private static final AtomicIntegerFieldUpdater<EnginePool> EPOCH =
            AtomicIntegerFieldUpdater.newUpdater(EnginePool.class, "epoch");

    /** The time that an acquire waited which found a place at once; one that stood in line may have waited for no time. */
    private static final long NO_WAIT = -1;

    final PoolConfig config;
    final ResourceFactory<R, H> factory;
    final Ticker ticker;
    final Tasks tasks;
    final Tasks chores;
    final Places<R> places = new Places<>();
    final WaitLine line = new WaitLine();
    final HandOver handOver;
    final Events<R> events;
    final Sites sites;
    final Scene<R> scene;
    final Destruction<R> destruction;
    final Supply<R> supply;
    final Checks<R> checks;
    final Upkeeps<R> upkeeps;
    final Shutdown<R> shutdown;

    /** What it shares with other pools; on its own, nothing. */
    final Room room;

    private volatile @Nullable MBean mbean;

    private final Hints hints;
    private final Ending<R, H> ending;
    private final SlowAcquire<R, H> slowAcquire;
    private final long acquireTimeout;
    private final long aliveBypass;

    /** Whether it shares anything: a field of its own, so that a pool on its own reads nothing else on its way. */
    private final boolean grouped;

    /** Grows when what was known to be alive may be dead: a place proven in an earlier epoch is a suspect. */
    volatile int epoch;

    /** What the last acquirer that found nothing left for the opens that follow. */
    volatile @Nullable CallerContext caller;

    /** Whether leases are lent fenced: a lease of this pool was used by two threads once. */
    private volatile boolean fenced;

    /** Whether acquires and returns must take the long way, since somebody wants to be told. */
    private volatile boolean attentive;

    EnginePool(PoolConfig config, ResourceFactory<R, H> factory, PoolSurroundings around) {
        this(config, factory, around, Room.OWN);
    }

    EnginePool(PoolConfig config, ResourceFactory<R, H> factory, PoolSurroundings around, Room room) {
        this.config = config;
        this.room = room;
        this.grouped = room != Room.OWN;
        this.hints = room.hints(config.maximumSize());
        this.factory = factory;
        this.ticker = around.ticker();
        this.tasks = new Tasks(around.runner(), 2 * config.maximumSize() + 1, around.loader());
        this.chores = room.chores(tasks);
        this.handOver = new HandOver(places, ticker.nanos());
        this.sites = room.sites(config.siteSampling(), factory);
        this.events = new Events<>(this, around.listener());
        this.scene = new Scene<>(this);
        this.destruction = new Destruction<>(this);
        this.supply = new Supply<>(this);
        this.checks = new Checks<>(this);
        this.upkeeps = new Upkeeps<>(this, around.runner());
        this.shutdown = new Shutdown<>(this);
        this.ending = new Ending<>(this);
        this.slowAcquire = new SlowAcquire<>(this);
        this.acquireTimeout = config.acquireTimeout().toNanos();
        this.aliveBypass = factory.checksEachAcquire() || config.aliveBypass().isZero()
                ? NO_BYPASS
                : config.aliveBypass().toNanos();
    }

    @Override
    public H acquire() {
        return acquire(acquireTimeout);
    }

    @Override
    public H acquire(long timeoutNanos) {
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("a timeout of " + timeoutNanos + " ns: must be 0 (try once) or more");
        }
        long now = ticker.coarseNanos();
        Place<R> place = takeIdle(now);
        return place != null ? lend(place, place.granted, now, NO_WAIT) : slowAcquire.acquire(timeoutNanos);
    }

    /** A place that is free and known to be alive, now LEASED and the caller's with its token in it, or null. */
    @Nullable Place<R> takeIdle(long now) {
        Place<R>[] lendable = places.lendable();
        int count = lendable.length;
        if (count == 0) {
            return null;
        }
        int slot = hints.slot(Thread.currentThread());
        int hint = hints.get(slot);
        int first = hint < count ? hint : hint % count;
        int index = first;
        do {
            Place<R> place = lendable[index];
            long word = place.word;
            if (PlaceWord.status(word) == PlaceWord.IDLE && isProven(place, now) && lendTo(place, word)) {
                if (index != hint) {
                    hints.set(slot, index);
                }
                return place;
            }
            index = index + 1 == count ? 0 : index + 1;
        } while (index != first);
        return null;
    }

    private boolean lendTo(Place<R> place, long idle) {
        long token = PlaceWord.token(idle, fenced);
        if (!place.lend(idle, token)) {
            return false;
        }
        place.granted = token;
        return true;
    }

    /** Whether an idle place may be lent without a check. Its fields stand still while its word does. */
    boolean isProven(Place<R> place, long now) {
        return now - place.idleSince <= aliveBypass && place.provenEpoch == epoch;
    }

    /**
     * Makes the handle of a place that was granted to the caller under this token. A revoke may have ended the lease already;
     * then the handle is born ended, since its token is not the place's word any more.
     */
    H lend(Place<R> place, long token, long coarseNow, long waitedNanos) {
        H handle;
        try {
            place.grant(token);
            handle = factory.lend(place.resource, place);
            place.hold(handle, coarseNow);
        } catch (Throwable e) {
            ending.undoLend(place, token, e);
            throw e;
        }
        if (attentive || sites.isSampled(token) || !line.isEmpty()) {
            events.lent(place, token, handle, waitedNanos);
        }
        return handle;
    }

    @SuppressWarnings("unchecked") // every handle of this pool was made by its factory
    void abort(R resource, @Nullable LeaseHandle<?> handle) throws Exception {
        factory.abort(resource, (H) handle);
    }

    /** Whether a return may take the short way: nobody waits, and nobody wants to be told. */
    public boolean quickReturns() {
        return !attentive && line.isEmpty();
    }

    /** After a place became IDLE by a full fence: wakes who waits, and keeps a closed pool empty. */
    public void afterReturn() {
        if (grouped && room.isWanted()) {
            room.afterReturn();
        }
        if (!line.isEmpty()) {
            line.signal(ticker.nanos());
        }
        if (shutdown.state() != PoolSnapshot.State.OPEN) {
            shutdown.afterReturn();
        }
    }

    /** Whether a resource may go from hand to hand without a check. */
    boolean mayHandOver() {
        return aliveBypass != NO_BYPASS;
    }

    /**
     * Lends a place that is LEASED under this token, and held by nobody, to the head of the line, or frees it; or has it
     * destroyed, if the pool wanted that while it could not be reached.
     */
    void offer(Place<R> place, long token, boolean justChecked) {
        RetireOrder order = place.order;
        if (order != null) {
            ending.retireUnheld(place, token, order.reason(), null);
            return;
        }
        if (shutdown.state() == PoolSnapshot.State.OPEN
                && (justChecked || mayHandOver())
                && place.provenEpoch == epoch
                && !(grouped && room.isOwedElsewhere(line.head()))
                && line.grant(place, token, ticker.nanos())) {
            return;
        }
        place.leaveBehind(ticker.coarseNanos());
        if (place.giveBack(token)) {
            afterReturn();
        }
    }

    /** Something may have died that took others with it: nothing proven so far counts any more. */
    public void suspectSiblings() {
        EPOCH.incrementAndGet(this);
        upkeeps.wake();
    }

    /** Has an idle place closed for whoever waits for room elsewhere; gives false if it is not idle any more. */
    boolean makeRoomOf(Place<?> place) {
        @SuppressWarnings("unchecked") // one of this pool's
        Place<R> own = (Place<R>) place;
        return destruction.retireIdle(own, RetireReason.MADE_ROOM);
    }

    void refreshAttention() {
        attentive = events.isListening() || sites.isEager();
    }

    /** The token of the first lease of what was just opened, for who grants it. */
    long firstToken() {
        return PlaceWord.token(PlaceWord.LEASED, fenced);
    }

    /** The token of the place's next lease, for who grants it. */
    long nextToken(long word) {
        return PlaceWord.token(PlaceWord.next(word, PlaceWord.LEASED), fenced);
    }

    /** A thread called through another's lease, and may well end it: from now on the pool can tell who is inside then. */
    public void fenceLeases() {
        if (!fenced) {
            fenced = true;
        }
    }

    public long coarseNanos() {
        return ticker.coarseNanos();
    }

    public Ending<R, H> ending() {
        return ending;
    }

    public String endedText(LeaseHandle<R> handle, @Nullable LeaseEnd end, long agoNanos) {
        return scene.ended(handle, end, agoNanos);
    }

    /** Opens the first resource, or says why not. */
    void start() {
        refreshAttention();
        try {
            upkeeps.start();
            if (config.registerMbeans() && !grouped) {
                MBean made = new MBean("Pool", name(), new PoolMBean(this), Events.LOG);
                made.register();
                mbean = made;
            }
            new FirstOpen<>(this).open();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** When it has closed. */
    void closed() {
        MBean registered = mbean;
        if (registered != null) {
            registered.unregister();
        }
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public PoolConfig config() {
        return config;
    }

    @Override
    public PoolSnapshot snapshot() {
        return scene.snapshot();
    }

    @Override
    public void resize(int minimum, int maximum) {
        supply.resize(minimum, maximum);
        upkeeps.wake();
    }

    @Override
    public void retireAll() {
        destruction.retireAll(RetireReason.RETIRE_ALL);
    }

    @Override
    public void pause() {
        shutdown.pause();
    }

    @Override
    public void resume() {
        shutdown.resume();
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
    public String toString() {
        return "pool '" + name() + "'";
    }
}
