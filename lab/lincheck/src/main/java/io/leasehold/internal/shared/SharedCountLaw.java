package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/**
 * The shares of one resource and the ends of its graces, in any order from any thread; as in the pool, whoever has the key's lock
 * ends a grace. Public for Lincheck alone.
 */
public class SharedCountLaw {

    private final CountedShares shares = new CountedShares();

    @Operation
    public boolean share(@Param(gen = ThreadIdGen.class) int thread) {
        return shares.share(thread);
    }

    /** Gives whether this thread held one. */
    @Operation
    public boolean release(@Param(gen = ThreadIdGen.class) int thread) {
        boolean held = shares.holds(thread);
        shares.releaseCloses(thread);
        return held;
    }

    /** Closes it, if nobody holds it. */
    @Operation(nonParallelGroup = "the key's lock")
    public boolean closeIdle() {
        return shares.resource.closeIdle(RetireReason.IDLE);
    }
}
