package io.leasehold.testkit;

import io.leasehold.spi.SimpleSharedFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Opens, checks, closes and aborts {@link ScriptedSharedResource}s as its scripts say, counts what it does, and writes down what
 * no shared pool may do. Safe for any number of threads.
 *
 * @param <K> the key
 */
public final class ScriptedSharedFactory<K> implements SimpleSharedFactory<K, ScriptedSharedResource> {

    private final Script opens = new Script("open");
    private final Script checks = new Script("check");
    private final Script closes = new Script("close");
    private final Script aborts = new Script("abort");
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger openNow = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final List<ScriptedSharedResource> opened = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** What opens do. */
    public Script opens() {
        return opens;
    }

    /** What checks do. */
    public Script checks() {
        return checks;
    }

    /** What closes do; one that fails leaves the resource open. */
    public Script closes() {
        return closes;
    }

    /** What aborts do; one that fails leaves the resource open. */
    public Script aborts() {
        return aborts;
    }

    /** Everything opened so far, oldest first. */
    public List<ScriptedSharedResource> opened() {
        return List.copyOf(opened);
    }

    /** How many were opened so far. */
    public int openedCount() {
        return opened.size();
    }

    /** How many are open now. */
    public int openNow() {
        return openNow.get();
    }

    /** How many were open at once, at most. */
    public int mostOpen() {
        return mostOpen.get();
    }

    /** What happened that no pool may let happen, a sentence each; empty for a good pool. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    @Override
    public ScriptedSharedResource open(K key) throws Exception {
        boolean alive = opens.play();
        ScriptedSharedResource resource = new ScriptedSharedResource(this, key, ids.incrementAndGet());
        if (!alive) {
            resource.die();
        }
        opened.add(resource);
        mostOpen.accumulateAndGet(openNow.incrementAndGet(), Math::max);
        return resource;
    }

    @Override
    public boolean check(ScriptedSharedResource resource, Duration timeout) throws Exception {
        if (resource.isClosed()) {
            violated(resource + " was checked after it was closed");
        }
        return checks.play() && !resource.isDead();
    }

    @Override
    public void close(ScriptedSharedResource resource) throws Exception {
        resource.closing.close(resource, closes, this::violated);
        closed(resource);
    }

    @Override
    public void abort(ScriptedSharedResource resource) throws Exception {
        if (!aborts.play()) {
            throw new IOException("aborting " + resource + " did nothing");
        }
        closed(resource);
    }

    void violated(String sentence) {
        violations.add(sentence);
    }

    private void closed(ScriptedSharedResource resource) {
        if (resource.closing.end()) {
            openNow.decrementAndGet();
        }
    }
}
