package io.leasehold.testkit;

import io.leasehold.LeaseEndedException;
import io.leasehold.Retirement;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseChild;
import io.leasehold.spi.ShareHandle;
import java.lang.ref.Reference;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A shared adapter's handle at its shortest: every call on the resource enters and leaves, and the resource itself is not given
 * out unless asked for. Any thread may use it. Made by {@link ScriptedShareHandleFactory}.
 */
public final class ScriptedShareHandle extends ShareHandle<ScriptedSharedResource> implements AutoCloseable {

    private final ScriptedSharedResource resource;

    ScriptedShareHandle(ScriptedSharedResource resource, Grant<ScriptedSharedResource> grant) {
        super(grant);
        this.resource = resource;
    }

    /** The resource behind the fence, for a test to look at. */
    public ScriptedSharedResource behind() {
        return resource;
    }

    /**
     * Uses the resource for as long as the call takes.
     *
     * @throws LeaseEndedException if the share has ended
     */
    public <T> T call(Callable<T> call) throws Exception {
        enterOrThrow();
        try {
            return resource.use(call);
        } finally {
            leave();
            Reference.reachabilityFence(this);
        }
    }

    /** A call sees an error that may mean that the resource is dead. */
    public void fail(Throwable why) {
        enterOrThrow();
        try {
            suspect(why);
        } finally {
            leave();
        }
    }

    /** A call gives the raw resource out. */
    public ScriptedSharedResource giveOut() {
        enterOrThrow();
        try {
            givenOut();
            return resource;
        } finally {
            leave();
        }
    }

    /** A call makes something of the resource that ends with the share; gives whether it is the share's. */
    public boolean make(LeaseChild child) {
        enterOrThrow();
        try {
            return addChild(child);
        } finally {
            leave();
        }
    }

    /** Something made before is ended by its holder. */
    public void unmake(LeaseChild child) {
        removeChild(child);
    }

    /** Ends the share and retires the resource; gives whether this call ended it. */
    public boolean retire(Retirement how, @Nullable Throwable why) {
        return retireShare(how, why);
    }

    /** Gives the share back; gives whether this call ended it. */
    public boolean giveBack() {
        return end();
    }

    /** Whether the share has ended. */
    public boolean hasEnded() {
        return isEnded();
    }

    /** How the share ended. */
    public String howItEnded() {
        return endedText();
    }

    @Override
    public void close() {
        end();
    }

    private void enterOrThrow() {
        if (!enter()) {
            throw new LeaseEndedException(endedText());
        }
    }
}
