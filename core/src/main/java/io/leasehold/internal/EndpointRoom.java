package io.leasehold.internal;

import io.leasehold.AcquireException;
import io.leasehold.Endpoint;
import io.leasehold.EndpointFailure;
import io.leasehold.PoolConfig;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.OpenRefusal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the pool of an endpoint shares with its group: the room, and whether it or its address fails fast. Safe for any thread. Not
 * final, since laws in the lab stand in for it.
 *
 * @param <R> the resource
 * @param <H> the handle
 */
class EndpointRoom<R, H extends LeaseHandle<R>> extends GroupedRoom {

    /** Seconds beyond the bounds of an open and of its first check, each of which is given up by then. */
    private static final long PROBE_IS_OVERDUE_AFTER = 5;

    final Endpoint endpoint;

    private final EngineGroup<?, R, H> group;
    private final FailWindow own = new FailWindow();

    /** These are written before anybody else sees them. */
    private @Nullable EnginePool<R, H> pool;

    private Siblings address = new Siblings();
    private @Nullable Siblings service;

    private volatile boolean forgotten;

    EndpointRoom(EngineGroup<?, R, H> group, Endpoint endpoint) {
        this.group = group;
        this.endpoint = endpoint;
    }

    EnginePool<R, H> pool() {
        return Objects.requireNonNull(pool);
    }

    @Override
    GroupRoom ofGroup() {
        return group.room;
    }

    @Override
    void granted() {
        pool().supply.granted();
    }

    void is(EnginePool<R, H> ofThis) {
        pool = ofThis;
    }

    Siblings joinAddress(@Nullable Siblings siblings) {
        if (siblings != null) {
            address = siblings;
        }
        address.all().add(this);
        return address;
    }

    Siblings joinService(@Nullable Siblings siblings) {
        Siblings joined = siblings != null ? siblings : new Siblings();
        service = joined;
        joined.all().add(this);
        return joined;
    }

    /** Nothing is open, and nothing will be: whoever found it still is to ask the group again. */
    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    @Override
    Hints hints(int places) {
        return group.hints;
    }

    @Override
    Sites sites(int oneIn, Object factory) {
        return group.sites.get();
    }

    @Override
    Tasks chores(Tasks own) {
        return group.chores;
    }

    @Override
    void want(int opens) {
        if (opens > requests) {
            group.room.raise(this, opens, pool().ticker.nanos());
        }
    }

    /** Lowering goes by a reading that may be old by now, so what is wanted is read once more after it. */
    @Override
    void waiterLeft() {
        EnginePool<R, H> mine = pool();
        if (requests > 0) {
            int opens = mine.supply.wantedOpens();
            if (opens < requests) {
                group.room.lower(this, opens);
                mine.supply.refill();
            }
        }
        if (isWanted()) {
            afterReturn();
        }
    }

    @Override
    boolean isOwedElsewhere(@Nullable Waiter ownHead) {
        return group.room.isWanted()
                && group.room.isOwedBefore(ownHead, pool().ticker.nanos());
    }

    @Override
    void afterReturn() {
        group.room.makeRoomOf(pool());
    }

    @Override
    @Nullable Probe admit(long now) {
        if (address.window.state() == null && own.state() == null) {
            return Probe.NONE;
        }
        boolean lastHope = isLastHope();
        Probe probe = new Probe(this, now + longestOpen());
        if (!address.window.begin(probe, now, lastHope)) {
            return null;
        }
        if (!own.begin(probe, now, lastHope)) {
            address.window.cancel(probe);
            return null;
        }
        return probe;
    }

    private long longestOpen() {
        PoolConfig each = pool().config;
        return each.openTimeout()
                .plus(each.checkTimeout())
                .plusSeconds(PROBE_IS_OVERDUE_AFTER)
                .toNanos();
    }

    @Override
    void dismiss(Probe probe) {
        if (probe != Probe.NONE) {
            address.window.cancel(probe);
            own.cancel(probe);
        }
    }

    @Override
    long admitsIn(long now) {
        FailWindow.State failing = failing();
        return failing == null ? 0 : Math.max(0, failing.until() - now);
    }

    @Override
    int heldBy(Thread thread) {
        return group.heldBy(thread);
    }

    @Override
    void opened() {
        recovered(address.window);
        recovered(own);
    }

    private void recovered(FailWindow window) {
        if (window.recovered()) {
            pool().events.answersAgain(endpoint.toString());
        }
    }

    @Override
    void openFailed(Throwable why, Probe probe, OpenRefusal refusal, long now) {
        long first = group.failFast;
        if (first == 0) {
            return;
        }
        switch (refusal) {
            case UNREACHABLE -> {
                own.cancel(probe);
                if (address.window.failed(why, probe, now, first, group.failFastLongest)) {
                    address.all().forEach(EndpointRoom::isSuspect);
                }
            }
            case SERVER_FULL -> {
                recovered(address.window);
                recovered(own);
            }
            case LOGIN_REFUSED -> {
                recovered(address.window);
                failedAlone(why, probe, now);
            }
            case OTHER -> {
                address.window.cancel(probe);
                failedAlone(why, probe, now);
            }
        }
        pool().line.signalAll(now);
    }

    private void failedAlone(Throwable why, Probe probe, long now) {
        if (own.failed(why, probe, now, group.failFast, group.failFastLongest)) {
            isSuspect();
        }
    }

    /** Its idle resources may be dead, and those who wait for an open here are to hear of it. */
    private void isSuspect() {
        EnginePool<R, H> mine = pool();
        mine.suspectSiblings();
        mine.line.signalAll(mine.ticker.nanos());
    }

    /** By who retires the endpoint: what failed before is not held against it any more. */
    void forgetFailures() {
        address.window.recovered();
        own.recovered();
        pool().supply.forgetFailures();
    }

    /** The failure that keeps opens from this endpoint longest, or null. */
    private FailWindow.@Nullable State failing() {
        FailWindow.State ofAddress = address.window.state();
        FailWindow.State alone = own.state();
        if (ofAddress == null || alone == null) {
            return ofAddress != null ? ofAddress : alone;
        }
        return alone.until() - ofAddress.until() > 0 ? alone : ofAddress;
    }

    /** Whether all endpoints of the service have failed, and this one did longest ago: then it is tried without delay. */
    private boolean isLastHope() {
        FailWindow.State mine = failing();
        if (service == null || mine == null || service.all().size() < 2) {
            return false;
        }
        for (EndpointRoom<?, ?> other : service.all()) {
            FailWindow.State failing = other.failing();
            if (failing == null || other != this && failing.failedAt() - mine.failedAt() < 0) {
                return false;
            }
        }
        return true;
    }

    private boolean refuses(long now, @Nullable Probe awaited) {
        FailWindow.State failing = failing();
        return failing != null && failing.refuses(now, awaited) && (failing.probe() != null || !isLastHope());
    }

    /** Whether the one open under way that nobody else may wait for is this pool's. */
    private boolean isProbing() {
        FailWindow.State failing = failing();
        Probe probe = failing == null ? null : failing.probe();
        return probe != null && probe.isOf(this);
    }

    /** Whether an open is what a waiter lacks; a probe had a spare place to begin in, and is none for others to wait for. */
    private boolean needsOpen() {
        return pool().supply.hasSpare() || isProbing();
    }

    @Nullable EndpointFailure failure(long now) {
        FailWindow.State failing = failing();
        return failing == null
                ? null
                : new EndpointFailure(
                        failing.cause(),
                        Duration.ofNanos(Math.max(0, now - failing.failedAt())),
                        failing.failures(),
                        Duration.ofNanos(failing.probe() != null ? 0 : Math.max(0, failing.until() - now)),
                        failing.probe() != null,
                        failing == address.window.state());
    }

    /** The failure in words, or null. */
    @Nullable String failureText() {
        EndpointFailure failure = failure(group.nanos());
        return failure == null ? null : pool().scene.failing(endpoint, failure);
    }

    @Override
    void checkDisappoints() {
        if (failing() != null) {
            pool().line.signalAll(pool().ticker.nanos());
        }
    }

    /**
     * A waiter that needs an open fails fast. One that was there before the failure may wait for other opens that were under way
     * then, and the one whom the probe is for waits for its end.
     */
    @Override
    @Nullable AcquireException failFast(Waiter waiter) {
        EnginePool<R, H> mine = pool();
        FailWindow.State failing = failing();
        long now = mine.ticker.nanos();
        if (failing == null || !refuses(now, waiter.awaited)) {
            return null;
        }
        if (mine.checks.underWay() > 0 || mine.checks.hasIdle()) {
            return null;
        }
        boolean wasBefore = waiter.arrivedAt - failing.failedAt() < 0;
        if (!needsOpen() || wasBefore && mine.supply.opening() > (isProbing() ? 1 : 0)) {
            return null;
        }
        return failedFast(waiter.arrivedAt, now);
    }

    private @Nullable AcquireException failedFast(long arrivedAt, long now) {
        EndpointFailure failure = failure(now);
        return failure == null ? null : pool().scene.failedFast(arrivedAt, endpoint, failure);
    }

    @Override
    @Nullable AcquireException refused(long arrivedAt, String within) {
        EnginePool<R, H> mine = pool();
        if (!needsOpen()) {
            return null;
        }
        long now = mine.ticker.nanos();
        if (refuses(now, null)) {
            return failedFast(arrivedAt, now);
        }
        return lacksRoom() ? mine.scene.groupFull(arrivedAt, within, group.scene()) : null;
    }

    /** Whether room is what the refused one lacks: it stands in no line, and no open is under way beside those for who does. */
    private boolean lacksRoom() {
        EnginePool<R, H> mine = pool();
        return mine.supply.opening() <= mine.line.size() && (requests > 0 || group.room.isFull());
    }
}
