package io.leasehold.lab.storm;

import io.leasehold.spi.Grant;
import io.leasehold.spi.LeaseHandle;
import io.leasehold.spi.Verdict;
import java.lang.ref.Reference;

/** A lease whose every call looks whether the resource is still its own. Any thread may use it, and many do. */
final class StormHandle extends LeaseHandle<StormResource> {
    private final StormResource resource;
    private final Judge judge;

    StormHandle(StormResource resource, Grant<StormResource> grant, Judge judge) {
        super(grant);
        this.resource = resource;
        this.judge = judge;
    }

    /** Gives false if the lease had ended. */
    boolean call(Runnable work, boolean leavesDirt, Verdict verdict) {
        int mark = enter();
        if (mark == ENDED) {
            return false;
        }
        try {
            resource.inside.incrementAndGet();
            if (leavesDirt) {
                needsReset();
            }
            look();
            work.run();
            look();
            if (verdict != Verdict.KEEP) {
                failed(new IllegalStateException("a storm"), verdict);
            }
            return true;
        } finally {
            resource.inside.decrementAndGet();
            leave(mark);
            Reference.reachabilityFence(this);
        }
    }

    private void look() {
        if (resource.holder.get() != this) {
            judge.broken("P2: inside a call on a resource that was lent to another");
        }
        // in this order: a resource is closed after its lease has ended, so what was closed must have ended
        if (resource.closed.get() && !isEnded()) {
            judge.broken("P2: closed under a holder whose lease stands");
        }
    }

    boolean close() {
        return end();
    }

    boolean retire() {
        return retireLease(null);
    }

    boolean hasEnded() {
        return isEnded();
    }
}
