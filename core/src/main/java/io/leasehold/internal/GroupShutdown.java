package io.leasehold.internal;

import io.leasehold.PoolClosedException;
import io.leasehold.PoolSnapshot;
import io.leasehold.PoolSnapshot.State;
import io.leasehold.spi.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * How a group stops: each step is taken by all its pools before the next, so that they close side by side. Safe for any thread; of
 * several that drain one does it, and the others wait for it.
 *
 * <p>Who makes a pool (1) puts it among the group's, (2) reads the state; who drains (1) writes the state, (2) goes through the
 * pools: one of the two closes it.
 */
final class GroupShutdown {

    /** Far beyond what who drains takes, beside its waiting, to have told those who wait for it. */
    private static final long TOLD_WITHIN = 1_000_000_000;

    private final EngineGroup<?, ?, ?> group;
    private final Ticker ticker;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile State state = State.OPEN;

    /** Written by who drains, before those are told that wait for it. */
    private volatile boolean everythingReturned;

    GroupShutdown(EngineGroup<?, ?, ?> group, Ticker ticker) {
        this.group = group;
        this.ticker = ticker;
    }

    State state() {
        return state;
    }

    boolean isClosing() {
        return state != State.OPEN;
    }

    void refuseIfClosing() {
        State now = state;
        if (now != State.OPEN) {
            String what = now == State.DRAINING ? "draining" : "closed";
            throw new PoolClosedException(
                    group + " is " + what + " and lends nothing any more", null, nothing(now), Duration.ZERO);
        }
    }

    /** The reading of a pool that was never made. */
    private PoolSnapshot nothing(State now) {
        int maximum = group.config().each().maximumSize();
        return new PoolSnapshot(group.name(), now, 0, 0, 0, 0, 0, 0, 0, maximum, maximum, 0, null, null, List.of());
    }

    boolean drain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a drain of " + timeout + ": must be 0 or more");
        }
        long within = Nanos.of(timeout);
        long until = ticker.nanos() + within;
        if (!begun.compareAndSet(false, true)) {
            forEach(all(), one -> one.begin(until));
            return awaitClosed(within) && everythingReturned;
        }
        state = State.DRAINING;
        List<? extends Shutdown<?>> all = all();
        try {
            try {
                forEach(all, one -> one.begin(until));
                everythingReturned = awaitReturned(all);
            } finally {
                // though it was struck: once a pool has ended, nobody revokes what is leased still
                forEach(all, Shutdown::revokeRest);
            }
            long deadline = ticker.nanos() + patience();
            all.forEach(one -> one.awaitGone(deadline - ticker.nanos()));
        } finally {
            end(all);
        }
        return everythingReturned;
    }

    private List<? extends Shutdown<?>> all() {
        return group.members().stream().map(member -> member.pool().shutdown).toList();
    }

    /** What strikes one keeps no other from the same step. */
    private void forEach(List<? extends Shutdown<?>> all, Consumer<Shutdown<?>> step) {
        for (Shutdown<?> one : all) {
            try {
                step.accept(one);
            } catch (Throwable e) {
                Telling.error(Events.LOG, "{}: the end of a pool of the group failed", group.name(), e);
            }
        }
    }

    private boolean awaitReturned(List<? extends Shutdown<?>> all) {
        boolean returned = true;
        for (Shutdown<?> one : all) {
            returned &= one.awaitReturned();
        }
        return returned;
    }

    /** Whatever struck on the way: nobody else moves the group from here, and others wait for its end. */
    private void end(List<? extends Shutdown<?>> all) {
        try {
            forEach(all, Shutdown::end);
        } finally {
            state = State.CLOSED;
            try {
                group.closed();
            } finally {
                closed.countDown();
            }
        }
    }

    /** For what is being closed: a close that hangs is followed by an abort, which has as long. */
    private long patience() {
        return 2 * group.config().each().closeTimeout().toNanos();
    }

    private boolean awaitClosed(long nanos) {
        try {
            long most = Math.min(Long.MAX_VALUE / 2, nanos) + patience() + TOLD_WITHIN;
            return closed.await(most, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
