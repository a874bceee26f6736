package io.leasehold.internal.shared;

import io.leasehold.AcquireException;
import io.leasehold.HolderSnapshot;
import io.leasehold.RetireReason;
import io.leasehold.SharedPoolEvent;
import io.leasehold.SharedPoolListener;
import io.leasehold.internal.Flight;
import io.leasehold.internal.Scene;
import io.leasehold.internal.Telling;
import io.leasehold.spi.ShareHandle;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, the log and the flight recorder what happened in a shared pool, after it happened and with no lock held.
 * Acquired, returned, waited and timed out are told on the caller's thread; the rest on workers. Safe for any thread.
 */
final class SharedEvents<K, R> {

    static final Logger LOG = LoggerFactory.getLogger("io.leasehold.SharedPool");

    private final SharedEngine<K, R, ?> pool;
    private final @Nullable SharedPoolListener listener;
    private final ShareAccess access = ShareAccess.get();
    private volatile boolean recordsHolds;

    SharedEvents(SharedEngine<K, R, ?> pool, @Nullable SharedPoolListener listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /** Whether each acquire and return is to be told. */
    boolean isListening() {
        recordsHolds = new Flight.Hold().isEnabled();
        return listener != null || recordsHolds;
    }

    /** A share was granted: the rare parts of an acquire, which its short path leaves out. */
    void lent(SharedResource<R> resource, ShareHandle<R> handle, long waitedNanos, boolean samples) {
        if (samples || pool.sites.isEager()) {
            access.site(handle, pool.sites.here());
        }
        if (recordsHolds) {
            Flight.Hold hold = new Flight.Hold();
            hold.pool = pool.name();
            hold.resource = resource.id;
            hold.holder = Scene.name(Thread.currentThread());
            hold.begin();
            access.flight(handle, hold);
        }
        if (listener != null) {
            tell(SharedPoolListener::acquired, event(resource, waitedNanos, null, null, null));
        }
    }

    void waited(Flight.Acquire flight, SharedResource<R> resource, boolean parked, long nanos) {
        if (!parked) {
            return;
        }
        // until it has ended it lasts no time, which a recording of long ones does not want
        flight.end();
        if (flight.shouldCommit()) {
            flight.pool = pool.name();
            flight.resource = resource.id;
            flight.commit();
        }
        if (listener != null) {
            tell(SharedPoolListener::waited, event(resource, nanos, null, null, null));
        }
    }

    /** The share was released: the flight recorder's event of it is complete. By who is to give it back next. */
    static void held(Flight.@Nullable Hold hold) {
        if (hold != null) {
            Telling.tell(() -> hold.commit());
        }
    }

    void returned(ShareFacts facts) {
        if (listener != null) {
            tell(SharedPoolListener::returned, event(facts.resource(), heldNanos(facts), null, null, null));
        }
    }

    void timedOut(String key, AcquireException outcome) {
        Flight.Timeout flight = new Flight.Timeout();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.outcome = outcome.getClass().getSimpleName();
            flight.waited = outcome.waited().toNanos();
            flight.commit();
        }
        LOG.debug("{}", outcome.getMessage());
        if (listener != null) {
            tell(
                    SharedPoolListener::timedOut,
                    new SharedPoolEvent(pool.name(), key, 0, outcome.waited(), null, null, outcome));
        }
    }

    void opened(SharedResource<R> resource, long tookNanos) {
        Telling.tell(() -> tellOpened(resource, tookNanos));
    }

    private void tellOpened(SharedResource<R> resource, long tookNanos) {
        record(resource, tookNanos, "");
        LOG.debug(
                "{}: opened {} for {} in {}",
                pool.name(),
                resource,
                pool.scene.textOf(resource.entry),
                Scene.words(tookNanos));
        tellLater(SharedPoolListener::opened, event(resource, tookNanos, null, null, null));
    }

    void openFailed(KeyEntry<K, R> entry, Throwable why) {
        Telling.tell(() -> tellOpenFailed(entry, why));
    }

    private void tellOpenFailed(KeyEntry<K, R> entry, Throwable why) {
        record(null, 0, pool.scene.textOf(why));
        LOG.warn("{}: cannot open {}: {}", pool.name(), pool.scene.textOf(entry), pool.scene.textOf(why));
        tellLater(SharedPoolListener::openFailed, event(entry, why));
    }

    void retired(SharedResource<R> resource, RetireReason reason, @Nullable Throwable why) {
        Flight.Retire flight = new Flight.Retire();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.resource = resource.id;
            flight.reason = reason.name();
            flight.commit();
        }
        String key = pool.scene.textOf(resource.entry);
        String because = why == null ? "" : ": " + pool.scene.textOf(why);
        switch (reason) {
            case BROKEN, DEAD ->
                LOG.warn("{}: {} of {} is retired: {}{}", pool.name(), resource, key, reason.text(), because);
            default -> LOG.debug("{}: {} of {} is retired: {}{}", pool.name(), resource, key, reason.text(), because);
        }
        tellLater(SharedPoolListener::retired, event(resource, 0, reason, null, why));
    }

    void closed(SharedResource<R> resource) {
        LOG.debug("{}: {} of {} is closed", pool.name(), resource, pool.scene.textOf(resource.entry));
        tellLater(SharedPoolListener::closed, event(resource, 0, resource.reason, null, null));
    }

    void revoked(ShareFacts facts, RetireReason reason, String why) {
        HolderSnapshot holder = pool.scene.holder(facts, pool.ticker.nanos());
        LOG.warn(
                "{}: a share of {} is revoked, since {}; {}",
                pool.name(),
                pool.scene.textOf(facts.resource().entry),
                why,
                Scene.words(holder));
        tellLater(SharedPoolListener::revoked, event(facts.resource(), heldNanos(facts), reason, holder, null));
    }

    void overdue(ShareFacts facts) {
        HolderSnapshot holder = pool.scene.holder(facts, pool.ticker.nanos());
        LOG.warn(
                "{}: a share of {} is held for longer than {}; {}",
                pool.name(),
                pool.scene.textOf(facts.resource().entry),
                Scene.words(pool.config.shareReportAfter().toNanos()),
                Scene.words(holder));
        tellLater(SharedPoolListener::overdue, event(facts.resource(), heldNanos(facts), null, holder, null));
    }

    void abandoned(ShareFacts facts, boolean takenBack) {
        HolderSnapshot holder = pool.scene.holder(facts, pool.ticker.nanos());
        LOG.warn(
                "{}: a share of {} was abandoned, its handle is garbage and was not closed, and {}; {}",
                pool.name(),
                pool.scene.textOf(facts.resource().entry),
                takenBack ? "is taken back" : "is kept",
                Scene.words(holder));
        tellLater(SharedPoolListener::abandoned, event(facts.resource(), heldNanos(facts), null, holder, null));
    }

    /** Something made from a share did not end well. */
    void childFailed(ShareFacts facts, Throwable why) {
        LOG.warn(
                "{}: something made from a share of {} did not end with it: {}",
                pool.name(),
                pool.scene.textOf(facts.resource().entry),
                pool.scene.textOf(why));
        HolderSnapshot holder = pool.scene.holder(facts, pool.ticker.nanos());
        tellLater(SharedPoolListener::childFailed, event(facts.resource(), heldNanos(facts), null, holder, why));
    }

    void keptDead(SharedResource<R> resource, @Nullable Throwable why) {
        LOG.error(
                "{}: {} of {} is dead and cannot be retired, since two retired ones have holders still; retire the key with"
                        + " revocation{}",
                pool.name(),
                resource,
                pool.scene.textOf(resource.entry),
                why == null ? "" : ": " + pool.scene.textOf(why));
    }

    void lost(String what, KeyEntry<?, R> entry, @Nullable SharedResource<R> resource, long afterNanos) {
        Telling.tell(() -> tellLost(what, entry, resource, afterNanos));
    }

    private void tellLost(String what, KeyEntry<?, R> entry, @Nullable SharedResource<R> resource, long afterNanos) {
        String text = (what.equals("open") ? "an open" : "a close") + " hangs ("
                + Telling.name(() -> pool.factory.nameOf(resource == null ? null : resource.resource()))
                + ") and is given up after "
                + Scene.words(afterNanos);
        LOG.error("{}: {}; counted as lost until it answers", pool.name(), text);
        TimeoutException cause = new TimeoutException(text);
        tellLater(
                SharedPoolListener::lost,
                new SharedPoolEvent(
                        pool.name(),
                        pool.scene.textOf(entry),
                        resource == null ? 0 : resource.id,
                        Duration.ofNanos(afterNanos),
                        null,
                        null,
                        cause));
    }

    void abortFailed(SharedResource<R> resource, Throwable why) {
        LOG.warn("{}: aborting {} did not close it: {}", pool.name(), resource, pool.scene.textOf(why));
    }

    void closeFailed(Throwable why) {
        LOG.debug("{}: a close failed: {}", pool.name(), pool.scene.textOf(why));
    }

    private void record(@Nullable SharedResource<R> resource, long tookNanos, String failure) {
        Flight.Open flight = new Flight.Open();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.resource = resource == null ? 0 : resource.id;
            flight.took = tookNanos;
            flight.failure = failure;
            flight.commit();
        }
    }

    private long heldNanos(ShareFacts facts) {
        return pool.ticker.nanos() - facts.acquiredAt();
    }

    private SharedPoolEvent event(KeyEntry<K, R> entry, Throwable cause) {
        return new SharedPoolEvent(pool.name(), pool.scene.textOf(entry), 0, Duration.ZERO, null, null, cause);
    }

    private SharedPoolEvent event(
            SharedResource<?> resource,
            long nanos,
            @Nullable RetireReason reason,
            @Nullable HolderSnapshot holder,
            @Nullable Throwable cause) {
        return new SharedPoolEvent(
                pool.name(),
                pool.scene.textOf(resource.entry),
                resource.id,
                Duration.ofNanos(Math.max(0, nanos)),
                reason,
                holder,
                cause);
    }

    private void tellLater(BiConsumer<SharedPoolListener, SharedPoolEvent> what, SharedPoolEvent event) {
        if (listener != null) {
            pool.tasks.execute(() -> tell(what, event));
        }
    }

    private void tell(BiConsumer<SharedPoolListener, SharedPoolEvent> what, SharedPoolEvent event) {
        SharedPoolListener told = listener;
        if (told == null) {
            return;
        }
        try {
            what.accept(told, event);
        } catch (Throwable e) {
            // an error that cannot be logged must not reach an acquire or a return, whose thread this may be
            Telling.error(LOG, "{}: a listener failed", pool.name(), e);
        }
    }
}
