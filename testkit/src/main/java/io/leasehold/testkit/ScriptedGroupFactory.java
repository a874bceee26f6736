package io.leasehold.testkit;

import io.leasehold.Endpoint;
import io.leasehold.spi.CallerContext;
import io.leasehold.spi.GroupResourceFactory;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import io.leasehold.spi.SimpleGroupFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ScriptedFactory} for each key of a group, all counted together by this one's {@link #all()}. A key is its own address
 * unless told otherwise. Safe for any number of threads.
 *
 * @param <K> what tells endpoints apart
 */
public final class ScriptedGroupFactory<K>
        implements SimpleGroupFactory<K, ScriptedResource>, GroupResourceFactory<K, ScriptedResource, ScriptedHandle> {

    private final Map<K, ScriptedFactory> factories = new ConcurrentHashMap<>();
    private final Map<ScriptedResource, ScriptedFactory> openedBy = new ConcurrentHashMap<>();
    private final ScriptedFactory all = new ScriptedFactory();
    private final Map<Throwable, OpenRefusal> meanings = new ConcurrentHashMap<>();
    private volatile Function<K, Endpoint> endpoints = Endpoint::of;
    private volatile Supplier<@Nullable CallerContext> callers = () -> null;

    /** What opens, checks and closes on the key's endpoint do. */
    public ScriptedFactory of(K key) {
        return factories.computeIfAbsent(key, any -> new ScriptedFactory());
    }

    /** Everything that any endpoint opens and closes passes through this one as well: its counts are the whole group's. */
    public ScriptedFactory all() {
        return all;
    }

    /** Where keys lead to. */
    public ScriptedGroupFactory<K> leadingTo(Function<K, Endpoint> endpointOf) {
        endpoints = endpointOf;
        return this;
    }

    /** What an open that fails with this very failure means; others mean what {@link OpenRefusal#of} says. */
    public ScriptedGroupFactory<K> meaning(Throwable failure, OpenRefusal refusal) {
        meanings.put(failure, refusal);
        return this;
    }

    /** What opens take from who acquires. */
    public ScriptedGroupFactory<K> taking(Supplier<@Nullable CallerContext> fromCaller) {
        callers = fromCaller;
        return this;
    }

    @Override
    public ScriptedResource open(K key) throws Exception {
        ScriptedFactory own = of(key);
        boolean alive = own.opens().play();
        ScriptedResource resource = all.open();
        if (!alive) {
            resource.die();
        }
        openedBy.put(resource, own);
        return resource;
    }

    @Override
    public Endpoint endpointOf(K key) {
        return endpoints.apply(key);
    }

    @Override
    public @Nullable CallerContext callerContext(K key) {
        return callers.get();
    }

    @Override
    public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
        return openedBy(resource).checks().play() && all.check(resource, timeout);
    }

    @Override
    public void reset(ScriptedResource resource) throws Exception {
        if (!openedBy(resource).resets().play()) {
            throw new IOException(resource + " is dead");
        }
        all.reset(resource);
    }

    @Override
    public void close(ScriptedResource resource) throws Exception {
        if (!openedBy(resource).closes().play()) {
            throw new IOException("closing " + resource + " did nothing");
        }
        all.close(resource);
    }

    @Override
    public void abort(ScriptedResource resource) throws Exception {
        if (!openedBy(resource).aborts().play()) {
            throw new IOException("aborting " + resource + " did nothing");
        }
        all.abort(resource);
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return meanings.getOrDefault(failure, OpenRefusal.of(failure));
    }

    @Override
    public ResourceFactory<ScriptedResource, ScriptedHandle> factoryOf(K key) {
        return new ScriptedEndpoint<>(this, key);
    }

    private ScriptedFactory openedBy(ScriptedResource resource) {
        return openedBy.getOrDefault(resource, all);
    }
}
