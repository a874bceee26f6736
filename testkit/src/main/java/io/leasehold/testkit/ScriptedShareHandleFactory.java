package io.leasehold.testkit;

import io.leasehold.spi.CallerContext;
import io.leasehold.spi.Grant;
import io.leasehold.spi.SharedResourceFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScriptedSharedFactory} as an adapter of its own: its shares are {@link ScriptedShareHandle}s, which do not give their
 * resource out. Safe for any number of threads.
 *
 * @param <K> the key
 */
public final class ScriptedShareHandleFactory<K>
        implements SharedResourceFactory<K, ScriptedSharedResource, ScriptedShareHandle> {

    private final ScriptedSharedFactory<K> factory;
    private final Script shares = new Script("share");

    /**
     * Leads to this factory.
     *
     * @param factory whose scripts it follows and whose counts it moves
     */
    public ScriptedShareHandleFactory(ScriptedSharedFactory<K> factory) {
        this.factory = factory;
    }

    /** What making a handle does; it may fail, or run something, but must not hang. */
    public Script shares() {
        return shares;
    }

    @Override
    public ScriptedSharedResource open(K key) throws Exception {
        return factory.open(key);
    }

    @Override
    public @Nullable CallerContext callerContext(K key) {
        return factory.callerContext(key);
    }

    @Override
    public ScriptedShareHandle share(ScriptedSharedResource resource, Grant<ScriptedSharedResource> grant) {
        try {
            if (!shares.play()) {
                throw new IllegalStateException(resource + " is dead");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new ScriptedShareHandle(resource, grant);
    }

    @Override
    public boolean check(ScriptedSharedResource resource, Duration timeout) throws Exception {
        return factory.check(resource, timeout);
    }

    @Override
    public void close(ScriptedSharedResource resource) throws Exception {
        factory.close(resource);
    }

    @Override
    public void abort(ScriptedSharedResource resource) throws Exception {
        factory.abort(resource);
    }
}
