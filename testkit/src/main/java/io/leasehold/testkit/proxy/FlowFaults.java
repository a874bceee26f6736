package io.leasehold.testkit.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The faults in force on one direction of one connection, and what is left of those that count bytes. Belongs to the
 * loop's thread.
 */
final class FlowFaults {
    private final Consumer<Fault> log;

    /** In force, and not yet seen to have done anything. */
    private final List<Fault> unseen = new ArrayList<>();

    private Fault.@Nullable BlackHole blackHole;
    private Fault.@Nullable Stall stall;
    private Fault.@Nullable CutAfter cutAfter;
    private Fault.@Nullable Replace replace;
    private @Nullable Fault latency;
    private @Nullable Fault rate;
    private long untilCut;
    private int toReplace;

    /** @param log told of a fault when it first does something */
    FlowFaults(Consumer<Fault> log) {
        this.log = log;
    }

    void apply(Fault fault) {
        unseen.add(fault);
        if (fault instanceof Fault.BlackHole it) {
            blackHole = it;
        } else if (fault instanceof Fault.Stall it) {
            stall = it;
        } else if (fault instanceof Fault.Delay) {
            latency = fault;
        } else if (fault instanceof Fault.Throttle) {
            rate = fault;
        } else if (fault instanceof Fault.CutAfter it) {
            cutAfter = it;
            untilCut = it.bytes();
        } else if (fault instanceof Fault.Replace it) {
            replace = it;
            toReplace = it.bytes();
        }
    }

    void heal() {
        unseen.clear();
        blackHole = null;
        stall = null;
        latency = null;
        rate = null;
        cutAfter = null;
        replace = null;
        toReplace = 0;
    }

    Fault.@Nullable BlackHole blackHole() {
        return blackHole;
    }

    Fault.@Nullable Stall stall() {
        return stall;
    }

    Fault.@Nullable CutAfter cutAfter() {
        return cutAfter;
    }

    /** The fault, if any, is doing something now; said once of each. */
    void strikes(@Nullable Fault fault) {
        if (fault != null && unseen.remove(fault)) {
            log.accept(fault);
        }
    }

    boolean isUnseen(@Nullable Fault fault) {
        return fault != null && unseen.contains(fault);
    }

    void strikesBySlowing() {
        strikes(latency);
        strikes(rate);
    }

    /** How many of the bytes may pass before a cut that is in force. */
    int countDown(int bytes) {
        int passing = cutAfter == null ? bytes : (int) Math.min(bytes, untilCut);
        untilCut -= passing;
        return passing;
    }

    /** Whether the bytes counted down last were the last before a cut. */
    boolean isCutDue() {
        return cutAfter != null && untilCut == 0;
    }

    void garble(byte[] bytes, SplittableRandom random) {
        int count = Math.min(toReplace, bytes.length);
        for (int i = 0; i < count; i++) {
            // Never zero, so that no byte stays what it was.
            bytes[i] ^= (byte) random.nextInt(1, 256);
        }
        if (count > 0) {
            toReplace -= count;
            strikes(replace);
        }
    }
}
