package io.leasehold.internal.shared;

import io.leasehold.internal.DriverName;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.SharedResourceFactory;
import io.leasehold.spi.SimpleSharedFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plain shared resource's factory as the engine wants it. As safe for threads as the factory it wraps. */
final class PlainFactory<K, R> implements SharedResourceFactory<K, R, ResourceShare<R>> {

    private final SimpleSharedFactory<K, R> factory;

    PlainFactory(SimpleSharedFactory<K, R> factory) {
        this.factory = factory;
    }

    @Override
    public R open(K key) throws Exception {
        return factory.open(key);
    }

    @Override
    public @Nullable CallerContext callerContext(K key) {
        return factory.callerContext(key);
    }

    @Override
    public ResourceShare<R> share(R resource, Grant<R> grant) {
        return new ResourceShare<>(resource, grant);
    }

    @Override
    public boolean check(R resource, Duration timeout) throws Exception {
        return factory.check(resource, timeout);
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
    public String textOfError(Throwable error) {
        return factory.textOfError(error);
    }

    @Override
    public String nameOf(@Nullable R resource) {
        return DriverName.of(resource, factory);
    }
}
