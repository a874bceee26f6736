package io.leasehold.internal.shared;

import io.leasehold.AcquireException;
import io.leasehold.AcquireInterruptedException;
import io.leasehold.CannotOpenException;
import io.leasehold.HolderSnapshot;
import io.leasehold.OpenFailure;
import io.leasehold.PoolClosedException;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.SharedResourceSnapshot;
import io.leasehold.internal.LeaseEnd;
import io.leasehold.internal.Scene;
import io.leasehold.internal.SceneText;
import io.leasehold.internal.ThreadIds;
import io.leasehold.spi.ShareHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a shared pool for snapshots and errors, and puts what it reads into words. Safe for any thread; a reading costs a pass
 * over the shares and stops nobody.
 */
final class SharedScene<K, R> {

    private final SharedEngine<K, R, ?> pool;
    private final ShareAccess access = ShareAccess.get();

    SharedScene(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
    }

    /** A key's text; one that cannot say it must not cost the pool anything. */
    String textOf(KeyEntry<?, ?> entry) {
        return textOf(entry.key);
    }

    private String textOf(Key key) {
        try {
            @SuppressWarnings("unchecked") // keys of this pool
            K value = (K) key.value;
            return pool.factory.textOf(value);
        } catch (Throwable e) {
            return key.value.getClass().getName() + " (its text cannot be read: "
                    + e.getClass().getName() + ")";
        }
    }

    /** What may be told of an error; one that cannot be read must not cost the pool anything. */
    String textOf(Throwable error) {
        try {
            return pool.factory.textOfError(error);
        } catch (Throwable e) {
            return error.getClass().getName() + " (its message cannot be read: "
                    + e.getClass().getName() + ")";
        }
    }

    SharedPoolSnapshot snapshot() {
        Room.Counts counts = pool.room.counts();
        Map<SharedResource<?>, List<Held>> held = held();
        List<SharedResourceSnapshot> resources = pool.resources.stream()
                .sorted(Comparator.comparingLong(resource -> resource.id))
                .map(resource -> read(resource, held.getOrDefault(resource, List.of())))
                .toList();
        Map<SharedResourceSnapshot.State, Long> byState =
                resources.stream().collect(Collectors.groupingBy(SharedResourceSnapshot::state, Collectors.counting()));
        Function<SharedResourceSnapshot.State, Integer> count =
                state -> byState.getOrDefault(state, 0L).intValue();
        return new SharedPoolSnapshot(
                pool.name(),
                pool.shutdown.state(),
                pool.config.maximumResources(),
                count.apply(SharedResourceSnapshot.State.SHARED),
                count.apply(SharedResourceSnapshot.State.GRACE),
                count.apply(SharedResourceSnapshot.State.RETIRED),
                count.apply(SharedResourceSnapshot.State.CLOSING),
                counts.opening(),
                pool.entries.values().stream().mapToInt(KeyEntry::waiting).sum(),
                counts.lost(),
                resources.stream().mapToInt(SharedResourceSnapshot::shares).sum(),
                lastFailure(),
                resources);
    }

    /** One share, as it was read. */
    private record Held(HolderSnapshot holder, boolean abandoned) {}

    private Map<SharedResource<?>, List<Held>> held() {
        long now = pool.ticker.nanos();
        Map<SharedResource<?>, List<Held>> held = new HashMap<>();
        forEachShare(sits -> {
            boolean abandoned = sits instanceof WeakShare weak && weak.isGarbage();
            ShareFacts facts = facts(sits);
            held.computeIfAbsent(facts.resource(), first -> new ArrayList<>())
                    .add(new Held(holder(facts, now), abandoned));
        });
        held.values()
                .forEach(all -> all.sort(
                        Comparator.comparing((Held one) -> one.holder().held()).reversed()));
        return held;
    }

    /** Hands every share that has a handle to the consumer: the handle, or a {@link WeakShare}. */
    void forEachShare(Consumer<Object> consumer) {
        for (SharedResource<R> resource : pool.resources) {
            resource.seats.forEach(seat -> {
                Object sits = seat.sits();
                if (sits instanceof ShareHandle<?> || sits instanceof WeakShare) {
                    consumer.accept(sits);
                }
            });
        }
    }

    ShareFacts facts(Object sits) {
        return sits instanceof WeakShare weak ? weak.facts : access.facts((ShareHandle<?>) sits);
    }

    HolderSnapshot holder(ShareFacts facts, long now) {
        return new HolderSnapshot(
                Scene.name(facts.owner()),
                ThreadIds.of(facts.owner()),
                Duration.ofNanos(Math.max(0, now - facts.acquiredAt())),
                facts.site(),
                facts.overdue());
    }

    private SharedResourceSnapshot read(SharedResource<R> resource, List<Held> held) {
        int shares = resource.shares();
        SharedResourceSnapshot.State state;
        if (resource.isOpen()) {
            state = shares == 0 ? SharedResourceSnapshot.State.GRACE : SharedResourceSnapshot.State.SHARED;
        } else {
            state = resource.isRetired() ? SharedResourceSnapshot.State.RETIRED : SharedResourceSnapshot.State.CLOSING;
        }
        return new SharedResourceSnapshot(
                textOf(resource.entry),
                resource.id,
                resource.generation,
                resource.slot,
                state,
                shares,
                (int) held.stream().filter(Held::abandoned).count(),
                Duration.ofNanos(Math.max(0, pool.ticker.nanos() - resource.openedAt)),
                held.stream().map(Held::holder).toList());
    }

    private @Nullable OpenFailure lastFailure() {
        long now = pool.ticker.nanos();
        return pool.entries.values().stream()
                .map(entry -> entry.lastFailure(now))
                .filter(failure -> failure != null)
                .min(Comparator.comparing(OpenFailure::age))
                .orElse(null);
    }

    /** What an acquire gets that waited to its deadline, or did not wait. */
    AcquireException refused(KeyEntry<K, R> entry, boolean opening, long arrivedAt, long timeoutNanos) {
        if (pool.shutdown.isClosing()) {
            return closed(entry.key, arrivedAt);
        }
        SharedPoolSnapshot now = snapshot();
        String within = timeoutNanos == 0 ? "at once" : "within " + Scene.words(timeoutNanos);
        String what = "no share of " + textOf(entry) + " " + within;
        if (opening) {
            OpenFailure failure = entry.lastFailure(pool.ticker.nanos());
            String text = text("still opening, " + what, now, false);
            return told(
                    entry,
                    new CannotOpenException(
                            text, failure == null ? null : failure.cause(), now.asPool(), since(arrivedAt)));
        }
        return told(
                entry, new PoolFullException(text("full, " + what, now, true), null, now.asPool(), since(arrivedAt)));
    }

    /** What each who waited for an open that failed gets, with the cause they share. */
    AcquireException failed(KeyEntry<K, R> entry, Throwable why, long arrivedAt, boolean fast) {
        SharedPoolSnapshot now = snapshot();
        String what = "cannot open " + textOf(entry) + ": " + textOf(why)
                + (fast ? "; failing fast for " + Scene.words(pool.failFast) + " after that" : "");
        String text = text(what, now, false);
        return told(entry, new CannotOpenException(text, why, now.asPool(), since(arrivedAt)));
    }

    AcquireException closed(Key key, long arrivedAt) {
        SharedPoolSnapshot now = snapshot();
        String what = now.state() == PoolSnapshot.State.DRAINING ? "draining" : "closed";
        String text = "pool '" + pool.name() + "' is " + what + " and shares nothing any more; waited "
                + Scene.words(since(arrivedAt).toNanos());
        return told(key, new PoolClosedException(text, null, now.asPool(), since(arrivedAt)));
    }

    /** The interrupt flag is set; it stays so. */
    AcquireException interrupted(KeyEntry<K, R> entry, long arrivedAt) {
        SharedPoolSnapshot now = snapshot();
        String what = "interrupted after waiting "
                + Scene.words(since(arrivedAt).toNanos()) + " for a share of " + textOf(entry);
        return told(
                entry, new AcquireInterruptedException(text(what, now, true), null, now.asPool(), since(arrivedAt)));
    }

    IllegalStateException reentered(KeyEntry<K, R> entry) {
        return new IllegalStateException("pool '" + pool.name() + "': the open of " + textOf(entry)
                + " waits for itself: it acquires its own key, or one whose open waits for it; acquire it elsewhere");
    }

    private AcquireException told(KeyEntry<K, R> entry, AcquireException outcome) {
        return told(entry.key, outcome);
    }

    private AcquireException told(Key key, AcquireException outcome) {
        pool.events.timedOut(textOf(key), outcome);
        return outcome;
    }

    private Duration since(long instant) {
        return Duration.ofNanos(pool.ticker.nanos() - instant);
    }

    private String text(String what, SharedPoolSnapshot now, boolean withHolders) {
        SharedText text = new SharedText("pool '" + pool.name() + "': " + what).counts(now);
        if (withHolders) {
            text.oldest(now.resources());
        }
        return text.failure(now, this::textOf).selfHeld(heldByCaller()).toString();
    }

    /** The holders of these, for an error. */
    String holdersOf(List<SharedResource<R>> resources) {
        Map<SharedResource<?>, List<Held>> held = held();
        return new SharedText("")
                .oldest(resources.stream()
                        .map(resource -> read(resource, held.getOrDefault(resource, List.of())))
                        .toList())
                .toString();
    }

    /** How many shares of this pool the calling thread holds itself. */
    private int heldByCaller() {
        int[] held = new int[1];
        forEachShare(sits -> held[0] += facts(sits).owner() == Thread.currentThread() ? 1 : 0);
        return held[0];
    }

    /** How a share ended, for whoever uses its handle afterwards. */
    String ended(ShareHandle<R> handle, @Nullable LeaseEnd end, long agoNanos) {
        StackTraceElement site = SceneText.tellingFrame(access.site(handle));
        return "pool '" + pool.name() + "': this share of "
                + textOf(access.seat(handle).of().entry) + " "
                + Scene.howEnded(end, access.owner(handle), agoNanos, this::textOf)
                + (site == null ? "" : "; it was acquired at " + site);
    }
}
