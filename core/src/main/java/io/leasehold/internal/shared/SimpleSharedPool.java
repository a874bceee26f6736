package io.leasehold.internal.shared;

import io.leasehold.CannotOpenException;
import io.leasehold.PoolFullException;
import io.leasehold.Retirement;
import io.leasehold.Share;
import io.leasehold.SharedPool;
import io.leasehold.SharedPoolSnapshot;
import io.leasehold.internal.Nanos;
import java.time.Duration;
import java.util.Optional;

/** The simple face of the shared engine. Safe for any thread. */
final class SimpleSharedPool<K, R> implements SharedPool<K, R> {

    private final SharedEngine<K, R, ResourceShare<R>> pool;

    SimpleSharedPool(SharedEngine<K, R, ResourceShare<R>> pool) {
        this.pool = pool;
    }

    @Override
    public Share<R> acquire(K key) {
        return pool.acquire(key);
    }

    @Override
    public Share<R> acquire(K key, Duration timeout) {
        return pool.acquire(key, Nanos.of(timeout));
    }

    @Override
    public Optional<Share<R>> tryAcquire(K key) {
        try {
            return Optional.of(pool.acquire(key, 0));
        } catch (PoolFullException | CannotOpenException none) {
            return Optional.empty();
        }
    }

    @Override
    public boolean retire(K key, Retirement how, Throwable why) {
        return pool.retire(key, how, why);
    }

    @Override
    public boolean retire(Share<R> share, Retirement how, Throwable why) {
        if (share instanceof ResourceShare<R> own) {
            return pool.retire(own, how, why);
        }
        throw new IllegalArgumentException("this share is not of pool '" + name() + "': retire it at its own");
    }

    @Override
    public boolean retireAll(Retirement how, Throwable why) {
        return pool.retireAll(how, why);
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public SharedPoolSnapshot snapshot() {
        return pool.snapshot();
    }

    @Override
    public boolean drain(Duration timeout) {
        return pool.drain(timeout);
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
