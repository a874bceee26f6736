package io.leasehold.testkit;

import io.leasehold.LeaseEndedException;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.Verdict;
import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * An adapter's handle at its shortest: every call on the resource enters and leaves, and the resource itself is never given
 * out. Any thread may use it. Made by {@link ScriptedHandleFactory}.
 */
public final class ScriptedHandle extends LeaseHandle<ScriptedResource> implements AutoCloseable {

    private final ScriptedResource resource;

    ScriptedHandle(ScriptedResource resource, Grant<ScriptedResource> grant) {
        super(grant);
        this.resource = resource;
    }

    /** The number of the resource, which says nothing about the lease. */
    public int id() {
        return resource.id();
    }

    /** The resource behind the fence, for a test to look at. */
    public ScriptedResource behind() {
        return resource;
    }

    /**
     * Uses the resource.
     *
     * @throws LeaseEndedException if the lease has ended
     */
    public void use() throws Exception {
        call(() -> null);
    }

    /**
     * Uses the resource for as long as the call takes.
     *
     * @throws LeaseEndedException if the lease has ended
     */
    public <T> T call(Callable<T> call) throws Exception {
        int mark = enterOrThrow();
        try {
            return resource.use(call);
        } finally {
            leave(mark);
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Is inside for as long as the call takes, without using the resource.
     *
     * @throws LeaseEndedException if the lease has ended
     */
    public <T> T inside(Callable<T> call) throws Exception {
        int mark = enterOrThrow();
        try {
            return call.call();
        } finally {
            leave(mark);
            Reference.reachabilityFence(this);
        }
    }

    /** A call sees an error that means this. */
    public void fail(@Nullable Throwable why, Verdict verdict) {
        int mark = enterOrThrow();
        try {
            failed(why, verdict);
        } finally {
            leave(mark);
        }
    }

    /** A call changes something that the next holder must not see. */
    public void change() {
        int mark = enterOrThrow();
        try {
            needsReset();
        } finally {
            leave(mark);
        }
    }

    /** A call gives the raw resource out. */
    public ScriptedResource giveOut() {
        int mark = enterOrThrow();
        try {
            givenOut();
            return resource;
        } finally {
            leave(mark);
        }
    }

    /** A call makes something of the resource that ends with the lease. */
    public void make(LeaseChild child) {
        int mark = enterOrThrow();
        try {
            addChild(mark, child);
        } finally {
            leave(mark);
        }
    }

    /** A call ends something that was made before. */
    public void unmake(LeaseChild child) {
        int mark = enterOrThrow();
        try {
            removeChild(mark, child);
        } finally {
            leave(mark);
        }
    }

    /** Ends the lease and has the resource destroyed; gives whether this call ended it. */
    public boolean retire(@Nullable Throwable why) {
        return retireLease(why);
    }

    /** Returns the lease; gives whether this call ended it. */
    public boolean giveBack() {
        return end();
    }

    /** Whether the lease has ended. */
    public boolean hasEnded() {
        return isEnded();
    }

    /** How the lease ended. */
    public String howItEnded() {
        return endedText();
    }

    @Override
    public void close() {
        end();
    }

    private int enterOrThrow() {
        int mark = enter();
        if (mark == ENDED) {
            throw new LeaseEndedException(endedText());
        }
        return mark;
    }
}
