package io.leasehold.testkit;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a {@link ScriptedFactory} opens. It notices what a pool must never let happen, two threads inside it at once and use
 * after it was closed, and has its factory write that down. Safe for any number of threads.
 */
public final class ScriptedResource {

    private final ScriptedFactory factory;
    private final int id;
    private final AtomicReference<Thread> inside = new AtomicReference<>();
    private final AtomicInteger uses = new AtomicInteger();
    final Closing closing = new Closing();
    private volatile boolean dead;

    ScriptedResource(ScriptedFactory factory, int id) {
        this.factory = factory;
        this.id = id;
    }

    /** Its number: the first one opened is 1. */
    public int id() {
        return id;
    }

    /**
     * Uses it.
     *
     * @throws IOException if it is dead or closed
     */
    public void use() throws IOException {
        boolean outermost = enter("used");
        leave(outermost);
        failIfBroken();
    }

    /**
     * Uses it for as long as the call takes.
     *
     * @throws IOException if it is dead or closed
     * @throws Exception what the call threw
     */
    public <T> T use(Callable<T> call) throws Exception {
        boolean outermost = enter("used");
        try {
            failIfBroken();
            return call.call();
        } finally {
            leave(outermost);
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

    /** Gives whether the thread was not inside before. */
    boolean enter(String how) {
        Thread current = Thread.currentThread();
        Thread other = inside.getAndSet(current);
        if (other != null && other != current) {
            factory.violated(
                    this + " was " + how + " by " + current.getName() + " while " + other.getName() + " was inside");
        }
        if (isClosed()) {
            factory.violated(this + " was " + how + " by " + current.getName() + " after it was closed");
        }
        uses.incrementAndGet();
        return other != current;
    }

    void leave(boolean outermost) {
        if (outermost) {
            inside.compareAndSet(Thread.currentThread(), null);
        }
    }

    private void failIfBroken() throws IOException {
        if (isClosed()) {
            throw new IOException(this + " is closed");
        }
        if (dead) {
            throw new IOException(this + " is dead");
        }
    }

    @Override
    public String toString() {
        return "resource " + id;
    }
}
