package io.leasehold.testkit;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One endpoint of a {@link ScriptedGroupFactory}, whose leases are {@link ScriptedHandle}s. */
record ScriptedEndpoint<K>(ScriptedGroupFactory<K> group, K key)
        implements ResourceFactory<ScriptedResource, ScriptedHandle> {

    @Override
    public ScriptedResource open() throws Exception {
        return group.open(key);
    }

    @Override
    public ScriptedHandle lend(ScriptedResource resource, Grant<ScriptedResource> grant) {
        return new ScriptedHandle(resource, grant);
    }

    @Override
    public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
        return group.check(resource, timeout);
    }

    @Override
    public void reset(ScriptedResource resource, ScriptedHandle handle) throws Exception {
        group.reset(resource);
    }

    @Override
    public void close(ScriptedResource resource) throws Exception {
        group.close(resource);
    }

    @Override
    public void abort(ScriptedResource resource) throws Exception {
        group.abort(resource);
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return group.refusal(failure);
    }

    @Override
    public @Nullable CallerContext callerContext() {
        return group.callerContext(key);
    }
}
