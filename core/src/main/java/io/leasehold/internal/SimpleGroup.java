package io.leasehold.internal;

import io.leasehold.CannotOpenException;
import io.leasehold.Lease;
import io.leasehold.PoolFullException;
import io.leasehold.PoolGroup;
import io.leasehold.PoolGroupSnapshot;
import io.leasehold.ThrowingFunction;
import io.leasehold.spi.HandleGroup;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;

/** The simple face of a group. Safe for any thread. */
final class SimpleGroup<K, R> implements PoolGroup<K, R> {

    private final HandleGroup<K, R, ResourceLease<R>> group;

    SimpleGroup(HandleGroup<K, R, ResourceLease<R>> group) {
        this.group = group;
    }

    @Override
    public Lease<R> acquire(K key) {
        return group.acquire(key);
    }

    @Override
    public Lease<R> acquire(K key, Duration timeout) {
        return group.acquire(key, Nanos.of(timeout));
    }

    @Override
    public Optional<Lease<R>> tryAcquire(K key) {
        try {
            return Optional.of(group.acquire(key, 0));
        } catch (PoolFullException | CannotOpenException none) {
            return Optional.empty();
        }
    }

    @Override
    public <T> Stream<T> stream(K key, ThrowingFunction<? super R, ? extends Iterator<? extends T>> open)
            throws Exception {
        return LeasedStream.open(group.acquire(key), open);
    }

    @Override
    public String name() {
        return group.name();
    }

    @Override
    public PoolGroupSnapshot snapshot() {
        return group.snapshot();
    }

    @Override
    public void retire(K key) {
        group.retire(key);
    }

    @Override
    public void retireAll() {
        group.retireAll();
    }

    @Override
    public boolean drain(Duration timeout) {
        return group.drain(timeout);
    }

    @Override
    public void close() {
        group.close();
    }

    @Override
    public String toString() {
        return group.toString();
    }
}
