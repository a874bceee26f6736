package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The shares of one resource, and ends of its grace that stand in each other's way, as the key's lock keeps them from doing in a
 * pool. What each gives depends on the others; that it is closed once at most, and never under a share, is looked at. Public for
 * Lincheck alone.
 */
public class SharedEndingLaw {

    private final CountedShares shares = new CountedShares();
    private final AtomicInteger closes = new AtomicInteger();

    @Operation
    public void share(@Param(gen = ThreadIdGen.class) int thread) {
        shares.share(thread);
    }

    @Operation
    public void release(@Param(gen = ThreadIdGen.class) int thread) {
        shares.releaseCloses(thread);
    }

    @Operation
    public void closeIdle() {
        if (shares.resource.closeIdle(RetireReason.IDLE)) {
            closes.incrementAndGet();
        }
    }

    @Validate
    public void notClosedTwiceNorUnderAShare() {
        if (closes.get() > 1 || closes.get() == 1 && shares.areHeld() || shares.wereClosedUnder()) {
            throw new IllegalStateException("closed " + closes.get() + " times, or under a share");
        }
    }
}
