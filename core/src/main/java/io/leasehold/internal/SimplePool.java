package io.leasehold.internal;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.Pool;
import io.leasehold.PoolFullException;
import io.leasehold.PoolSnapshot;
import io.leasehold.ThrowingFunction;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The simple face of the engine. Safe for any thread. */
final class SimplePool<R> implements Pool<R> {

    private final EnginePool<R, ResourceLease<R>> pool;

    SimplePool(EnginePool<R, ResourceLease<R>> pool) {
        this.pool = pool;
    }

    @Override
    public Lease<R> acquire() {
        return pool.acquire();
    }

    @Override
    public Lease<R> acquire(Duration timeout) {
        return pool.acquire(Nanos.of(timeout));
    }

    @Override
    public Optional<Lease<R>> tryAcquire() {
        try {
            return Optional.of(pool.acquire(0));
        } catch (PoolFullException | CannotOpenException none) {
            return Optional.empty();
        }
    }

    @Override
    public <T> Stream<T> stream(ThrowingFunction<? super R, ? extends Iterator<? extends T>> open) throws Exception {
        return LeasedStream.open(pool.acquire(), open);
    }

    @Override
    public String name() {
        return pool.name();
    }

    @Override
    public PoolSnapshot snapshot() {
        return pool.snapshot();
    }

    @Override
    public void resize(int minimum, int maximum) {
        pool.resize(minimum, maximum);
    }

    @Override
    public void retireAll() {
        pool.retireAll();
    }

    @Override
    public void pause() {
        pool.pause();
    }

    @Override
    public void resume() {
        pool.resume();
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
