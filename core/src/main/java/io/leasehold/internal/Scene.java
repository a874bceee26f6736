package io.leasehold.internal;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.Endpoint;
import io.leasehold.EndpointFailedException;
import io.leasehold.EndpointFailure;
import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import io.leasehold.internal.HolderBox.WeakHolder;
import io.leasehold.spi.LeaseHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pool for snapshots and errors, and puts what it reads into words. Safe for any thread; a reading costs a pass over
 * the places and stops nobody.
 */
public final class Scene<R> {

    /** Beyond this, what is being closed is told from the rest by subtraction alone. */
    private static final int MOST_TRIES = 8;

    /** For so long it is worth telling where a holder was. */
    private static final long RECENT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final EnginePool<R, ?> pool;

    /** The coarse tick in which an error last read where a holder is. */
    private final AtomicLong lastReading = new AtomicLong(Long.MIN_VALUE);

    /** What it read. */
    private volatile @Nullable Seen seen;

    Scene(EnginePool<R, ?> pool) {
        this.pool = pool;
    }

    PoolSnapshot snapshot() {
        SupplyCounts counts;
        Place<R>[] places;
        int[] byStatus;
        int tries = 0;
        do {
            counts = pool.supply.counts();
            places = pool.places.all();
            byStatus = new int[PlaceWord.DEAD + 1];
            for (Place<R> place : places) {
                byStatus[place.status()]++;
            }
        } while (!isSteady(counts, places) && ++tries < MOST_TRIES);
        int leased = byStatus[PlaceWord.LEASED] + byStatus[PlaceWord.SHARED] + byStatus[PlaceWord.ENDING];
        int atHand = byStatus[PlaceWord.IDLE] + leased + byStatus[PlaceWord.CHECKING];
        int closing = Math.max(0, counts.taken() - counts.opening() - atHand);
        return new PoolSnapshot(
                pool.name(),
                pool.shutdown.state(),
                atHand + closing,
                byStatus[PlaceWord.IDLE],
                leased,
                byStatus[PlaceWord.CHECKING],
                closing,
                counts.opening(),
                pool.line.size(),
                pool.supply.maximum(),
                counts.ceiling(),
                counts.lost(),
                counts.failure(),
                pool.upkeeps.idleDeaths.advice(),
                holders(places));
    }

    /** Whether nothing was opened or closed while the places were read, so that what was read adds up. */
    private boolean isSteady(SupplyCounts counts, Place<R>[] places) {
        SupplyCounts now = pool.supply.counts();
        return now.taken() == counts.taken() && now.opening() == counts.opening() && pool.places.all() == places;
    }

    private List<HolderSnapshot> holders(Place<R>[] places) {
        List<HolderSnapshot> holders = new ArrayList<>();
        for (Place<R> place : places) {
            HolderSnapshot holder = holder(place, place.word());
            if (holder != null) {
                holders.add(holder);
            }
        }
        holders.sort(Comparator.comparing(HolderSnapshot::held).reversed());
        return holders;
    }

    /** Who holds the place under this word, or null if nobody does or it is not written down yet. */
    @Nullable HolderSnapshot holder(Place<R> place, long word) {
        Thread owner = owner(place, word);
        if (owner == null) {
            return null;
        }
        Site site = place.siteOf(word);
        Duration held = Duration.ofNanos(Math.max(0, pool.ticker.nanos() - place.acquiredAt));
        return new HolderSnapshot(
                name(owner),
                ThreadIds.of(owner),
                held,
                site == null ? List.of() : site.frames(),
                LeaseUpkeep.isReported(place, word));
    }

    private static @Nullable Thread owner(Place<?> place, long word) {
        int status = PlaceWord.status(word);
        if (status != PlaceWord.LEASED && status != PlaceWord.SHARED && status != PlaceWord.ENDING) {
            return null;
        }
        HolderBox box = place.box;
        WeakHolder weak = box.weakHolder();
        if (weak != null) {
            return PlaceWord.sameGeneration(weak.token, word) ? weak.owner : null;
        }
        LeaseHandle<?> handle = box.handle();
        HandleAccess access = HandleAccess.get();
        return handle != null && PlaceWord.sameGeneration(access.token(handle), word) ? access.owner(handle) : null;
    }

    /** Who held a place whose lease has ended and that nobody else will hold, for a log line. */
    String heldBy(Place<R> place) {
        HolderBox box = place.box;
        WeakHolder weak = box.weakHolder();
        if (weak != null) {
            return "; its holder was thread " + name(weak.owner);
        }
        LeaseHandle<?> handle = box.handle();
        return handle == null
                ? ""
                : "; its holder was thread " + name(HandleAccess.get().owner(handle));
    }

    /** What an acquire gets that waited to its deadline. */
    AcquireException refused(long arrivedAt, long timeoutNanos) {
        if (pool.shutdown.isClosing()) {
            return closed(arrivedAt);
        }
        PoolSnapshot now = snapshot();
        boolean paused = now.state() == PoolSnapshot.State.PAUSED;
        boolean full = paused || now.idle() + now.leased() + now.checking() >= now.maximum();
        String within = timeoutNanos == 0 ? "at once" : "within " + words(timeoutNanos);
        AcquireException ofGroup = full ? null : pool.room.refused(arrivedAt, within);
        if (ofGroup != null) {
            return ofGroup;
        }
        if (full) {
            return told(new PoolFullException(
                    text((paused ? "paused" : "full") + ", no lease " + within, now), null, now, since(arrivedAt)));
        }
        return told(new CannotOpenException(
                text("cannot open, no lease " + within, now), cause(now), now, since(arrivedAt)));
    }

    /** What an acquire gets whose endpoint failed a short while ago. */
    AcquireException failedFast(long arrivedAt, Endpoint endpoint, EndpointFailure failure) {
        PoolSnapshot now = snapshot();
        String what = failing(failure)
                + (cause(now) == failure.cause() ? "" : "; the failure was " + textOf(failure.cause()));
        return told(new EndpointFailedException(text(what, now), endpoint, failure, now, since(arrivedAt)));
    }

    /** When it failed, and when it is tried again. */
    private static String failing(EndpointFailure failure) {
        String next = failure.probing()
                ? "one open is being tried now"
                : failure.nextProbeIn().isZero()
                        ? "it is tried again with the next acquire"
                        : "it is tried again in " + words(failure.nextProbeIn().toNanos());
        return (failure.wholeAddress() ? "its address" : "it") + " failed "
                + words(failure.age().toNanos()) + " ago, so it fails fast: " + next;
    }

    /** An endpoint that fails fast, in words that hold no secret. */
    String failing(Endpoint endpoint, EndpointFailure failure) {
        return endpoint + ": " + failing(failure) + "; the failure was " + textOf(failure.cause());
    }

    /** What an acquire gets for which the whole group had no room. */
    AcquireException groupFull(long arrivedAt, String within, String group) {
        PoolSnapshot now = snapshot();
        return told(new PoolFullException(
                text("the group is full, no lease " + within, now) + group, null, now, since(arrivedAt)));
    }

    CannotOpenException cannotOpen(long arrivedAt) {
        PoolSnapshot now = snapshot();
        CannotOpenException refused =
                new CannotOpenException(text("cannot open the first resource", now), cause(now), now, since(arrivedAt));
        told(refused);
        return refused;
    }

    AcquireException lineFull(long arrivedAt) {
        PoolSnapshot now = snapshot();
        String what =
                "the line is full: " + now.waiting() + " wait (maximumWaiting " + pool.config.maximumWaiting() + ")";
        return told(new PoolFullException(text(what, now), null, now, since(arrivedAt)));
    }

    AcquireException closed(long arrivedAt) {
        PoolSnapshot now = snapshot();
        String what = now.state() == PoolSnapshot.State.DRAINING ? "draining" : "closed";
        return told(new PoolClosedException(
                "pool '" + pool.name() + "' is " + what + " and lends nothing any more; waited "
                        + words(since(arrivedAt).toNanos()),
                null,
                now,
                since(arrivedAt)));
    }

    /** The interrupt flag is set; it stays so. */
    AcquireException interrupted(long arrivedAt) {
        PoolSnapshot now = snapshot();
        String what = "interrupted after waiting " + words(since(arrivedAt).toNanos());
        return told(new AcquireInterruptedException(text(what, now), null, now, since(arrivedAt)));
    }

    private AcquireException told(AcquireException outcome) {
        pool.events.timedOut(outcome);
        return outcome;
    }

    private static @Nullable Throwable cause(PoolSnapshot now) {
        OpenFailure failure = now.lastOpenFailure();
        return failure == null ? null : failure.cause();
    }

    private Duration since(long instant) {
        return Duration.ofNanos(pool.ticker.nanos() - instant);
    }

    private String text(String what, PoolSnapshot now) {
        return new SceneText("pool '" + pool.name() + "': " + what)
                .counts(now)
                .openFailure(now.lastOpenFailure(), this::textOf)
                .lost(now.lost())
                .holders(now.holders(), this::recentFrame)
                .selfHeld(heldBy(Thread.currentThread()), pool.room.heldBy(Thread.currentThread()))
                .toString();
    }

    /** How many leases of this pool the thread holds. */
    int heldBy(Thread thread) {
        int held = 0;
        for (Place<R> place : pool.places.all()) {
            if (owner(place, place.word()) == thread) {
                held++;
            }
        }
        return held;
    }

    /**
     * Where the longest holder is now, for an error. A reading stops the holder, on JDKs before 19 all threads, and takes until
     * they have stopped, so thousands that time out at once must not each make one: of all refusals in a coarse tick the first
     * reads, and nobody waits for it. The others tell what was seen of the same holder a short while ago, or nothing.
     */
    private @Nullable StackTraceElement recentFrame(HolderSnapshot holder) {
        long tick = pool.ticker.coarseNanos();
        long before = lastReading.get();
        if (tick != before && lastReading.compareAndSet(before, tick)) {
            seen = new Seen(tick, holder.threadId(), readCurrentFrame(holder));
        }
        Seen last = seen;
        return last != null && last.threadId == holder.threadId() && tick - last.tick <= RECENT_NANOS
                ? last.frame
                : null;
    }

    private record Seen(long tick, long threadId, @Nullable StackTraceElement frame) {}

    private @Nullable StackTraceElement readCurrentFrame(HolderSnapshot holder) {
        for (Place<R> place : pool.places.all()) {
            Thread owner = owner(place, place.word());
            if (owner != null && owner != Thread.currentThread() && ThreadIds.of(owner) == holder.threadId()) {
                StackTraceElement frame = SceneText.tellingFrame(List.of(owner.getStackTrace()));
                return frame == null ? null : withoutLoader(frame);
            }
        }
        return null;
    }

    /** The frames of another thread name their class loader ("app//"), those of a site do not. */
    private static StackTraceElement withoutLoader(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    /** What the holder does now, for a report that follows its name. */
    String nowAt(@Nullable HolderSnapshot holder) {
        StackTraceElement frame = holder == null ? null : readCurrentFrame(holder);
        return frame == null ? "" : ", now at " + frame;
    }

    /** How a lease ended, for whoever uses its handle afterwards. */
    String ended(LeaseHandle<R> handle, @Nullable LeaseEnd end, long agoNanos) {
        HandleAccess access = HandleAccess.get();
        Place<R> place = access.place(handle);
        Site site = place.siteOf(access.token(handle));
        return "pool '" + pool.name() + "': this lease " + howEnded(end, access.owner(handle), agoNanos, this::textOf)
                + acquiredAt(site);
    }

    private static String acquiredAt(@Nullable Site site) {
        return site == null ? "" : "; it was acquired at " + SceneText.tellingFrame(site.frames());
    }

    /** How a lease or a share of this owner ended, after "this lease". */
    public static String howEnded(
            @Nullable LeaseEnd end, Thread owner, long agoNanos, Function<Throwable, String> textOf) {
        if (end == null) {
            return "has just ended";
        }
        if (end.againstHoldersWill()) {
            return "was " + end.kind().text + " " + words(agoNanos) + " ago, since " + end.by();
        }
        String reason = end.reason() == null ? "" : " (" + end.reason().text() + because(end.cause(), textOf) + ")";
        String by = end.by() == null ? "its holder, thread " + name(owner) : "thread " + end.by();
        return "was " + end.kind().text + reason + " " + words(agoNanos) + " ago by " + by;
    }

    private static String because(@Nullable Throwable cause, Function<Throwable, String> textOf) {
        return cause == null ? "" : ": " + textOf.apply(cause);
    }

    public static String name(Thread thread) {
        String name = thread.getName();
        return name.isEmpty() ? "#" + ThreadIds.of(thread) : name;
    }

    public static String words(@Nullable HolderSnapshot holder) {
        return holder == null ? "its holder is not known" : SceneText.words(holder);
    }

    /** What may be told of an error; one that cannot be read must not cost the pool anything. */
    String textOf(Throwable error) {
        if (error instanceof GivenUp || error instanceof FoundDead || error instanceof ReturnedWhileInside) {
            return String.valueOf(error.getMessage());
        }
        try {
            return pool.factory.textOf(error);
        } catch (Throwable e) {
            return error.getClass().getName() + " (its message cannot be read: "
                    + e.getClass().getName() + ")";
        }
    }

    /** A length of time as people say it. */
    public static String words(long nanos) {
        double millis = nanos / 1e6;
        if (millis < 10) {
            return String.format(Locale.ROOT, "%.1f ms", millis);
        }
        return millis < 1000 ? Math.round(millis) + " ms" : String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
}
