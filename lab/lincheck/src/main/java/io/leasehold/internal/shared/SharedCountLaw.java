package io.leasehold.internal.shared;

import io.leasehold.RetireReason;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;

/** The count of one shared resource, moved in any order from any thread. Public for Lincheck alone. */
public class SharedCountLaw {
    @SuppressWarnings("NullAway") // none of these moves asks the pool for anything
    private final SharedResource<String> resource =
            new SharedResource<>(null, null, "", new SharedResource.Position(1, 0), 1, 0);

    /** Shares that a thread holds, which it alone touches; the opener's, of thread 0 at first, included. */
    private final int[] held = {1, 0, 0, 0, 0, 0};

    @Operation
    public boolean share(@Param(gen = ThreadIdGen.class) int thread) {
        boolean shared = resource.share();
        held[thread] += shared ? 1 : 0;
        return shared;
    }

    /** Gives what was left, or nothing if this thread held nothing. */
    @Operation
    public String release(@Param(gen = ThreadIdGen.class) int thread) {
        if (held[thread] == 0) {
            return "";
        }
        held[thread]--;
        return resource.release().name();
    }

    /** Gives what was left, or nothing if it was not open. */
    @Operation
    public String retire() {
        SharedResource.Left left = resource.retire(RetireReason.RETIRED);
        return left == null ? "" : left.name();
    }

    /** Ends the grace, if it is in one. */
    @Operation
    public boolean closeIdle() {
        return resource.closeIdle(resource.word(), RetireReason.IDLE);
    }
}
