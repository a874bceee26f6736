package io.leasehold.internal;

import io.leasehold.Lease;
import io.leasehold.LeaseEndedException;
import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.Verdict;
import java.lang.ref.Reference;
import java.util.function.Supplier;

/** Core's own lease: gives the raw resource out. Any thread may use it. */
final class ResourceLease<R> extends LeaseHandle<R> implements Lease<R> {

    private final R resource;

    ResourceLease(R resource, Grant<R> grant) {
        super(grant);
        this.resource = resource;
    }

    @Override
    public R resource() {
        int mark = enter();
        if (mark == ENDED) {
            throw new LeaseEndedException(endedText());
        }
        givenOut();
        needsReset();
        leave(mark);
        return resource;
    }

    /** The resource for a stream, whose every step runs {@link #inside} the lease: it may be taken back as abandoned. */
    R resourceOfStream() {
        return inside(() -> {
            needsReset();
            return resource;
        });
    }

    /**
     * Runs a step as a call inside the lease; what it throws retires the resource.
     *
     * @throws LeaseEndedException if the lease has ended
     */
    <T> T inside(Supplier<T> step) {
        int mark = enter();
        if (mark == ENDED) {
            throw new LeaseEndedException(endedText());
        }
        try {
            return step.get();
        } catch (Throwable e) {
            failed(e, Verdict.RETIRE);
            throw e;
        } finally {
            leave(mark);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void retire(Throwable why) {
        retireLease(why);
    }

    @Override
    public void close() {
        end();
    }

    @Override
    public String toString() {
        return "lease of pool '" + poolName() + "'" + (isEnded() ? ", ended" : "");
    }
}
