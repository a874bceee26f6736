package io.leasehold.testkit;

import io.leasehold.spi.OpenRefusal;
import io.leasehold.spi.SimpleResourceFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Opens, checks, resets, closes and aborts {@link ScriptedResource}s as its scripts say, counts what it does, and writes down
 * what no pool may do. Safe for any number of threads.
 */
public final class ScriptedFactory implements SimpleResourceFactory<ScriptedResource> {

    /** What an open throws where {@link #refuseForLackOfRoom} was given it. */
    private volatile @Nullable Throwable fullServer;

    private final Script opens = new Script("open");
    private final Script checks = new Script("check");
    private final Script resets = new Script("reset");
    private final Script closes = new Script("close");
    private final Script aborts = new Script("abort");
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger openNow = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();
    private final AtomicInteger opening = new AtomicInteger();
    private final AtomicInteger mostOpening = new AtomicInteger();
    private final List<ScriptedResource> opened = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    /** What opens do. */
    public Script opens() {
        return opens;
    }

    /** What checks do. */
    public Script checks() {
        return checks;
    }

    /** What resets do. */
    public Script resets() {
        return resets;
    }

    /** What closes do; one that fails leaves the resource open. */
    public Script closes() {
        return closes;
    }

    /** What aborts do; one that fails leaves the resource open. */
    public Script aborts() {
        return aborts;
    }

    /** An open that fails with this very failure counts as a server that has no room. */
    public void refuseForLackOfRoom(Throwable failure) {
        fullServer = failure;
    }

    /** Everything opened so far, oldest first. */
    public List<ScriptedResource> opened() {
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

    /** How many were being opened at once, at most. */
    public int mostOpening() {
        return mostOpening.get();
    }

    /** What happened that no pool may let happen, a sentence each; empty for a good pool. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** The other side of everything is gone: what is open now is dead. */
    public void killAll() {
        opened.forEach(ScriptedResource::die);
    }

    @Override
    public ScriptedResource open() throws Exception {
        raise(mostOpening, opening.incrementAndGet());
        boolean alive;
        try {
            alive = opens.play();
        } finally {
            opening.decrementAndGet();
        }
        ScriptedResource resource = new ScriptedResource(this, ids.incrementAndGet());
        if (!alive) {
            resource.die();
        }
        opened.add(resource);
        raise(mostOpen, openNow.incrementAndGet());
        return resource;
    }

    @Override
    public boolean check(ScriptedResource resource, Duration timeout) throws Exception {
        boolean outermost = resource.enter("checked");
        try {
            boolean alive = checks.play();
            return alive && !resource.isDead() && !resource.isClosed();
        } finally {
            resource.leave(outermost);
        }
    }

    @Override
    public void reset(ScriptedResource resource) throws Exception {
        boolean outermost = resource.enter("reset");
        try {
            if (!resets.play() || resource.isDead()) {
                throw new IOException(resource + " is dead");
            }
        } finally {
            resource.leave(outermost);
        }
    }

    @Override
    public void close(ScriptedResource resource) throws Exception {
        resource.closing.close(resource, closes, this::violated);
        closed(resource);
    }

    @Override
    public void abort(ScriptedResource resource) throws Exception {
        if (!aborts.play()) {
            throw new IOException("aborting " + resource + " did nothing");
        }
        closed(resource);
    }

    @Override
    public OpenRefusal refusal(Throwable failure) {
        return failure == fullServer ? OpenRefusal.SERVER_FULL : OpenRefusal.OTHER;
    }

    void violated(String sentence) {
        violations.add(sentence);
    }

    private void closed(ScriptedResource resource) {
        if (resource.closing.end()) {
            openNow.decrementAndGet();
        }
    }

    private static void raise(AtomicInteger most, int now) {
        most.accumulateAndGet(now, Math::max);
    }
}
