package io.leasehold.testkit;

import io.leasehold.spi.Grant;
import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.ResourceFactory;
import java.time.Duration;

/**
 * A {@link ScriptedFactory} as an adapter of its own: its leases are {@link ScriptedHandle}s, which do not give their resource
 * out. Safe for any number of threads.
 */
public final class ScriptedHandleFactory implements ResourceFactory<ScriptedResource, ScriptedHandle> {

    private final ScriptedFactory factory;
    private final Script lends = new Script("lend");
    private volatile boolean checksEachAcquire;

    /**
     * Leads to this factory.
     *
     * @param factory whose scripts it follows and whose counts it moves
     */
    public ScriptedHandleFactory(ScriptedFactory factory) {
        this.factory = factory;
    }

    /** What making a handle does; it may fail, or run something, but must not hang. */
    public Script lends() {
        return lends;
    }

    /** Has every acquire go through a check. */
    public ScriptedHandleFactory checkingEachAcquire() {
        checksEachAcquire = true;
        return this;
    }

    @Override
    public ScriptedResource open() throws Exception {
        return factory.open();
    }

    @Override
    public ScriptedHandle lend(ScriptedResource resource, Grant<ScriptedResource> grant) {
        try {
            if (!lends.play()) {
                throw new IllegalStateException(resource + " is dead");
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new ScriptedHandle(resource, grant);
    }

    @Override
    public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
        return factory.check(resource, timeout);
    }

    @Override
    public void reset(ScriptedResource resource, ScriptedHandle handle) throws Exception {
        factory.reset(resource);
    }

    @Override
    public void close(ScriptedResource resource) throws Exception {
        factory.close(resource);
    }

    @Override
    public void abort(ScriptedResource resource) throws Exception {
        factory.abort(resource);
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return factory.refusal(failure);
    }

    @Override
    public boolean checksEachAcquire() {
        return checksEachAcquire;
    }
}
