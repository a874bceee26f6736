package io.leasehold.testkit;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a {@link ScriptedSharedFactory} opens, for any number of threads at once. It notices what a pool must never let happen, use
 * after it was closed, and has its factory write that down.
 */
public final class ScriptedSharedResource {

    private final ScriptedSharedFactory<?> factory;
    private final Object key;
    private final int id;
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger uses = new AtomicInteger();
    final Closing closing = new Closing();
    private volatile boolean dead;

    ScriptedSharedResource(ScriptedSharedFactory<?> factory, Object key, int id) {
        this.factory = factory;
        this.key = key;
        this.id = id;
    }

    /** Its number: the first one opened is 1. */
    public int id() {
        return id;
    }

    /** The key it was opened for. */
    public Object key() {
        return key;
    }

    /**
     * Uses it.
     *
     * @throws IOException if it is dead or closed
     */
    public void use() throws Exception {
        use(() -> null);
    }

    /**
     * Uses it for as long as the call takes.
     *
     * @throws IOException if it is dead or closed
     * @throws Exception what the call threw
     */
    public <T> T use(Callable<T> call) throws Exception {
        inside.incrementAndGet();
        try {
            uses.incrementAndGet();
            if (isClosed()) {
                factory.violated(this + " was used by " + Thread.currentThread().getName() + " after it was closed");
                throw new IOException(this + " is closed");
            }
            if (dead) {
                throw new IOException(this + " is dead");
            }
            return call.call();
        } finally {
            inside.decrementAndGet();
        }
    }

    /** The other side is gone: checks fail from now on, and so does every use. */
    public void die() {
        dead = true;
    }

    public boolean isDead() {
        return dead;
    }

    public boolean isClosed() {
        return closing.isClosed();
    }

    /** How often it was used. */
    public int uses() {
        return uses.get();
    }

    /** How many threads are inside a use now. */
    public int inside() {
        return inside.get();
    }

    @Override
    public String toString() {
        return "shared resource " + id + " of " + key;
    }
}
