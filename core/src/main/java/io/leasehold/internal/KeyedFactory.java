package io.leasehold.internal;

import io.leasehold.Endpoint;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleGroupFactory;
import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A group's plain resources as the engine wants them. As safe for threads as the factory it wraps. */
final class KeyedFactory<K, R> implements GroupResourceFactory<K, R, ResourceLease<R>> {

    private final SimpleGroupFactory<K, R> factory;

    KeyedFactory(SimpleGroupFactory<K, R> factory) {
        this.factory = factory;
    }

    @Override
    public ResourceFactory<R, ResourceLease<R>> factoryOf(K key) {
        return new SimpleFactory<>(new OfKey<>(factory, key), factory);
    }

    @Override
    public Endpoint endpointOf(K key) {
        return factory.endpointOf(key);
    }

    /** The factory of one endpoint. */
    private record OfKey<K, R>(SimpleGroupFactory<K, R> factory, K key) implements SimpleResourceFactory<R> {

        @Override
        public R open() throws Exception {
            return factory.open(key);
        }

        @Override
        public boolean check(R resource, Duration timeout) throws Exception {
            return factory.check(resource, timeout);
        }

        @Override
        public void reset(R resource) throws Exception {
            factory.reset(resource);
        }

        @Override
        public void close(R resource) throws Exception {
            factory.close(resource);
        }

        @Override
        public void abort(R resource) throws Exception {
            factory.abort(resource);
        }

        @Override
        public String textOf(Throwable error) {
            return factory.textOf(error);
        }

        @Override
        public OpenRefusal refusal(Throwable failure) {
            return factory.refusal(failure);
        }

        @Override
        public @Nullable CallerContext callerContext() {
            return factory.callerContext(key);
        }
    }
}
