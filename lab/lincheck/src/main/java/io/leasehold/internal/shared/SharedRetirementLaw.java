package io.leasehold.internal.shared;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The shares of one resource and its retirement, in any order from any thread. Who of them closes it depends on who was seen
 * where; that one does, once, and not under a share, is looked at in the end. Public for Lincheck alone.
 */
public class SharedRetirementLaw {

    private final CountedShares shares = new CountedShares();
    private final AtomicInteger closes = new AtomicInteger();
    private volatile boolean retired;

    @Operation
    public boolean share(@Param(gen = ThreadIdGen.class) int thread) {
        return shares.share(thread);
    }

    /** Gives whether this thread held one. */
    @Operation
    public boolean release(@Param(gen = ThreadIdGen.class) int thread) {
        boolean held = shares.holds(thread);
        if (shares.releaseCloses(thread)) {
            closes.incrementAndGet();
        }
        return held;
    }

    /** Gives whether it took shares until then. */
    @Operation
    public boolean retire() {
        SharedResource.Left left = shares.retire();
        if (left != null) {
            retired = true;
        }
        if (left == SharedResource.Left.CLOSING) {
            closes.incrementAndGet();
        }
        return left != null;
    }

    /** After the housekeeper has looked for what a refused one stood in the way of. */
    @Validate
    public void closedOnceUnlessHeld() {
        if (shares.resource.closeRetired()) {
            closes.incrementAndGet();
        }
        int due = retired && !shares.areHeld() ? 1 : 0;
        if (closes.get() != due || shares.wereClosedUnder()) {
            throw new IllegalStateException(
                    "closed " + closes.get() + " times where it should be " + due + ", or under a share");
        }
    }
}
