package io.leasehold.internal;

import io.leasehold.AcquireException;
import io.leasehold.HolderSnapshot;
import io.leasehold.PoolEvent;
import io.leasehold.PoolListener;
import io.leasehold.RetireReason;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.UnfitException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listener, the log and the flight recorder what happened, after it happened and with no lock held. Acquired,
 * returned, waited and timed out are told on the caller's thread; the rest on workers. Safe for any thread.
 */
final class Events<R> {

    static final Logger LOG = LoggerFactory.getLogger("io.leasehold.Pool");

    private final EnginePool<R, ?> pool;
    private final @Nullable PoolListener listener;
    private volatile boolean recordsHolds;

    Events(EnginePool<R, ?> pool, @Nullable PoolListener listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /** Whether each acquire and return is to be told. */
    boolean isListening() {
        recordsHolds = new Flight.Hold().isEnabled();
        return listener != null || recordsHolds;
    }

    /** A lease was granted: the rare parts of an acquire, which its short path leaves out. */
    void lent(Place<R> place, long token, LeaseHandle<?> handle, long waitedNanos) {
        sampleSite(place, token);
        if (recordsHolds) {
            Flight.Hold hold = new Flight.Hold();
            hold.pool = pool.name();
            hold.resource = place.id;
            hold.holder = Scene.name(Thread.currentThread());
            hold.begin();
            place.flight = hold;
        }
        if (listener != null) {
            if (waitedNanos >= 0) {
                tell(PoolListener::waited, event(null, waitedNanos, null, null, null));
            }
            tell(PoolListener::acquired, event(place, waitedNanos, null, null, null));
        }
    }

    /**
     * While somebody waits, each place's acquires are sampled once in a coarse tick: leases that last are all seen, and what
     * is handed on many times in between does not pay for it.
     */
    private void sampleSite(Place<R> place, long token) {
        long tick = pool.ticker.coarseNanos();
        boolean crowded = !pool.line.isEmpty() && place.sampledAt != tick;
        if (pool.sites.isRead(token) || pool.sites.isEager() || crowded) {
            place.sampledAt = tick;
            place.site = new Site(token, pool.sites.here());
        }
    }

    /** The listener is told once there is a handle: until then the lease is nobody's, and is taken for an orphan in time. */
    void waited(Flight.Acquire flight, Place<R> place) {
        // Until it has ended it lasts no time, and a recording of long ones alone would not want it.
        flight.end();
        if (flight.shouldCommit()) {
            flight.pool = pool.name();
            flight.resource = place.id;
            flight.commit();
        }
    }

    void returned(Place<R> place, long heldNanos) {
        returned(place, takeHold(place), heldNanos);
    }

    /** Where the place may be the next holder's by now, and with it the event that hangs on it. */
    void returned(Place<R> place, Flight.@Nullable Hold hold, long heldNanos) {
        commit(hold);
        if (listener != null) {
            tell(PoolListener::returned, event(place, heldNanos, null, null, null));
        }
    }

    /** A lease has ended, one way or the other: the flight recorder's event of it is complete. By whoever ended it. */
    void held(Place<R> place) {
        commit(takeHold(place));
    }

    /** By whoever ended the lease, or, while it still is the caller's, by who is about to end it and lend the place on. */
    Flight.@Nullable Hold takeHold(Place<R> place) {
        Flight.Hold hold = place.flight;
        if (hold != null) {
            place.flight = null;
        }
        return hold;
    }

    private static void commit(Flight.@Nullable Hold hold) {
        if (hold != null) {
            hold.commit();
        }
    }

    void timedOut(AcquireException outcome) {
        Flight.Timeout flight = new Flight.Timeout();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.outcome = outcome.getClass().getSimpleName();
            flight.waited = outcome.waited().toNanos();
            flight.commit();
        }
        LOG.debug("{}", outcome.getMessage());
        if (listener != null) {
            tell(PoolListener::timedOut, event(null, outcome.waited().toNanos(), null, null, outcome));
        }
    }

    void opened(Place<R> place, long tookNanos) {
        Telling.tell(() -> {
            record(place, tookNanos, "");
            if (LOG.isDebugEnabled()) {
                LOG.debug("{}: opened #{} in {}", pool.name(), place.id, Scene.words(tookNanos));
            }
            tellLater(PoolListener::opened, event(place, tookNanos, null, null, null));
        });
    }

    void answersAgain(String endpoint) {
        Telling.tell(() -> LOG.info("{}: {} answers again and fails fast no more", pool.name(), endpoint));
    }

    /**
     * The first failure in a row is logged, and then each whose number is twice that of the last.
     *
     * @param room what the server was found to have room for, or -1 if it did not say that it is full
     */
    void openFailed(Throwable why, long failures, int room) {
        Telling.tell(() -> tellOpenFailed(why, failures, room));
    }

    private void tellOpenFailed(Throwable why, long failures, int room) {
        record(null, 0, pool.scene.textOf(why));
        if (room >= 0) {
            LOG.warn(
                    "{}: the server has no room for more: at most {} for now; {}",
                    pool.name(),
                    room,
                    pool.scene.textOf(why));
        } else if ((failures & (failures - 1)) == 0) {
            LOG.warn(
                    "{}: cannot open (failure {} in a row, trying again while somebody waits): {}",
                    pool.name(),
                    failures,
                    pool.scene.textOf(why));
        }
        tellLater(PoolListener::openFailed, event(null, 0, null, null, why));
    }

    /** Between the end of a check and what follows from it. */
    void checked(Place<R> place, boolean alive, long tookNanos) {
        Telling.tell(() -> recordCheck(place, alive, tookNanos));
    }

    private void recordCheck(Place<R> place, boolean alive, long tookNanos) {
        Flight.Check flight = new Flight.Check();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.resource = place.id;
            flight.alive = alive;
            flight.took = tookNanos;
            flight.commit();
        }
    }

    void retired(Place<R> place, RetireReason reason, long idleNanos, @Nullable Throwable why) {
        Flight.Retire flight = new Flight.Retire();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.resource = place.id;
            flight.reason = reason.name();
            flight.idle = idleNanos;
            flight.commit();
        }
        switch (reason) {
            case UNKNOWN_STATE ->
                LOG.warn(
                        "{}: #{} is destroyed: {}{}{}",
                        pool.name(),
                        place.id,
                        reason.text(),
                        because(why),
                        pool.scene.heldBy(place));
            case BROKEN, CLOSED_WHILE_IN_USE, RESET_FAILED -> {
                if (reason == RetireReason.BROKEN && why == null) {
                    // Nothing failed: its holder wanted it gone, and knows why.
                    LOG.info("{}: #{} is destroyed, as its holder asked", pool.name(), place.id);
                    break;
                }
                LOG.warn("{}: #{} is destroyed: {}{}", pool.name(), place.id, reason.text(), because(why));
            }
            case DEAD -> {
                if (why instanceof UnfitException) {
                    LOG.warn("{}: #{} is destroyed: its check found it unfit{}", pool.name(), place.id, because(why));
                    break;
                }
                LOG.info(
                        "{}: #{} was found dead after {} of idleness{}{}",
                        pool.name(),
                        place.id,
                        Scene.words(idleNanos),
                        because(why),
                        adviceOnce(place));
            }
            case RETURNED_BY_ANOTHER -> LOG.info("{}: #{} is destroyed: {}", pool.name(), place.id, reason.text());
            default -> LOG.debug("{}: #{} is retired: {}", pool.name(), place.id, reason.text());
        }
        tellLater(PoolListener::retired, event(place, idleNanos, reason, null, why));
    }

    void revoked(Place<R> place, RetireReason reason, @Nullable HolderSnapshot holder, String why) {
        LOG.warn("{}: the lease of #{} is revoked, since {}; {}", pool.name(), place.id, why, Scene.words(holder));
        long held = holder == null ? 0 : holder.held().toNanos();
        tellLater(PoolListener::revoked, event(place, held, reason, holder, null));
    }

    void overdue(Place<R> place, long token) {
        HolderSnapshot holder = pool.scene.holder(place, token);
        LOG.warn(
                "{}: #{} is held for longer than {}; {}{}",
                pool.name(),
                place.id,
                Scene.words(pool.config.leaseReportAfter().toNanos()),
                Scene.words(holder),
                pool.scene.nowAt(holder));
        long held = holder == null ? 0 : holder.held().toNanos();
        tellLater(PoolListener::overdue, event(place, held, null, holder, null));
    }

    /** @param place what hangs in its close, or null for an open */
    void lost(@Nullable Place<R> place, long afterNanos) {
        Telling.tell(() -> tellLost(place, afterNanos));
    }

    private void tellLost(@Nullable Place<R> place, long afterNanos) {
        String text = (place == null ? "an open" : "a close of #" + place.id) + " hangs in the driver ("
                + Telling.name(() -> pool.factory.nameOf(place == null ? null : place.resource))
                + ") and is given up after "
                + Scene.words(afterNanos);
        LOG.error("{}: {}; counted as lost until it answers", pool.name(), text);
        tellLater(PoolListener::lost, event(place, afterNanos, null, null, new TimeoutException(text)));
    }

    void abortFailed(Place<R> place, Throwable why) {
        LOG.warn(
                "{}: aborting #{} did not close it, so it is closed instead: {}",
                pool.name(),
                place.id,
                pool.scene.textOf(why));
    }

    void refusalFailed(Throwable why) {
        LOG.error("{}: the factory could not say what a failed open means: {}", pool.name(), pool.scene.textOf(why));
    }

    void closeFailed(Throwable why) {
        LOG.debug("{}: a close failed: {}", pool.name(), pool.scene.textOf(why));
    }

    private void record(@Nullable Place<R> place, long tookNanos, String failure) {
        Flight.Open flight = new Flight.Open();
        if (flight.isEnabled()) {
            flight.pool = pool.name();
            flight.resource = place == null ? 0 : place.id;
            flight.took = tookNanos;
            flight.failure = failure;
            flight.commit();
        }
    }

    private String adviceOnce(Place<R> place) {
        String advice = pool.upkeeps.idleDeaths.adviceOnce(place.idleSince, pool.ticker.nanos());
        return advice == null ? "" : "; " + advice;
    }

    private String because(@Nullable Throwable why) {
        return why == null ? "" : ": " + pool.scene.textOf(why);
    }

    private PoolEvent event(
            @Nullable Place<R> place,
            long nanos,
            @Nullable RetireReason reason,
            @Nullable HolderSnapshot holder,
            @Nullable Throwable cause) {
        return new PoolEvent(
                pool.name(), place == null ? 0 : place.id, Duration.ofNanos(Math.max(0, nanos)), reason, holder, cause);
    }

    private void tellLater(BiConsumer<PoolListener, PoolEvent> what, PoolEvent event) {
        if (listener != null) {
            pool.tasks.execute(() -> tell(what, event));
        }
    }

    private void tell(BiConsumer<PoolListener, PoolEvent> what, PoolEvent event) {
        PoolListener told = listener;
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
