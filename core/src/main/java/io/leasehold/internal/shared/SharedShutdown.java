package io.leasehold.internal.shared;

import io.leasehold.PoolSnapshot.State;
import io.leasehold.internal.LifeState;
import io.leasehold.internal.MBean;
import io.leasehold.internal.Nanos;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a shared pool stops. Safe for any thread.
 *
 * <p>Who puts an opened resource into its slot does so under the key's lock, after it has read the state there; who drains
 * writes the state and then retires every key's resources under that lock: one of the two has it closed. An acquire makes
 * its key's entry and then reads the state; who drains writes the state and then reads the entries.
 */
final class SharedShutdown<K, R> {

    private final SharedEngine<K, R, ?> pool;
    private final LifeState life;
    private volatile boolean everythingReturned = true;
    private volatile @Nullable MBean mbean;

    SharedShutdown(SharedEngine<K, R, ?> pool) {
        this.pool = pool;
        this.life = new LifeState(pool.ticker);
    }

    /** The pool can be seen from outside until it has closed, if that is wished. */
    void started() {
        if (pool.config.registerMbeans()) {
            MBean made = new MBean("SharedPool", pool.name(), new SharedMBean(pool), SharedEvents.LOG);
            made.register();
            mbean = made;
        }
    }

    State state() {
        return life.state();
    }

    boolean isClosing() {
        return life.isClosing();
    }

    void somethingEnded() {
        life.somethingEnded();
    }

    boolean drain(Duration timeout) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("a drain of " + timeout + ": must be 0 or more");
        }
        long closing = pool.config.closeTimeout().multipliedBy(2).toNanos();
        if (!life.startDraining(pool.ticker.nanos() + Nanos.of(timeout))) {
            boolean over = !pool.upkeep.runsByItself()
                    || life.await(Nanos.of(timeout) + closing, () -> state() == State.CLOSED);
            return over && everythingReturned;
        }
        try {
            try {
                pool.retiring().retireForClose();
                everythingReturned = life.awaitDrained(() -> !hasShares());
            } finally {
                // though it was struck: once the pool has ended, nobody revokes what is shared still
                pool.upkeep.revokeAll();
            }
            if (pool.upkeep.runsByItself()) {
                life.await(closing, this::isEmpty);
            }
        } finally {
            // whatever struck on the way: nobody else moves the pool from here, and others wait for its end
            end();
        }
        return everythingReturned;
    }

    private void end() {
        life.move(State.DRAINING, State.CLOSED);
        pool.upkeep.stop();
        MBean registered = mbean;
        if (registered != null) {
            registered.unregister();
        }
    }

    private boolean hasShares() {
        for (SharedResource<R> resource : pool.resources) {
            if (resource.isOpen() || resource.isRetired()) {
                return true;
            }
        }
        return false;
    }

    private boolean isEmpty() {
        return pool.resources.isEmpty() && pool.openings.running() == 0;
    }
}
