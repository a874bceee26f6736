package io.leasehold.internal;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleResourceFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A plain resource's factory as the engine wants it. As safe for threads as the factory it wraps. */
final class SimpleFactory<R> implements ResourceFactory<R, ResourceLease<R>> {

    private final SimpleResourceFactory<R> factory;

    /** What an open is called by that hangs. */
    private final Object given;

    SimpleFactory(SimpleResourceFactory<R> factory) {
        this(factory, factory);
    }

    /** @param given by the user, and what the factory leads to */
    SimpleFactory(SimpleResourceFactory<R> factory, Object given) {
        this.factory = factory;
        this.given = given;
    }

    @Override
    public R open() throws Exception {
        return factory.open();
    }

    @Override
    public ResourceLease<R> lend(R resource, Grant<R> grant) {
        return new ResourceLease<>(resource, grant);
    }

    @Override
    public boolean check(R resource, Duration timeout) throws Exception {
        return factory.check(resource, timeout);
    }

    @Override
    public void reset(R resource, ResourceLease<R> handle) throws Exception {
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
    public @Nullable CallerContext callerContext() {
        return factory.callerContext();
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return factory.refusal(failure);
    }

    @Override
    public String textOf(Throwable error) {
        return factory.textOf(error);
    }

    @Override
    public String nameOf(@Nullable R resource) {
        return DriverName.of(resource, given);
    }
}
