package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group's side of one pool: what it has room for, and what it hears. For the thread of one test. */
final class CountedRoom extends Room {

    /** How many more there is room for. */
    int left = Integer.MAX_VALUE;

    /** How many were granted by the line, which took room for them. */
    int granted;

    /** What the next open is; a probe is admitted once, and then nothing. */
    @Nullable Probe admits = Probe.NONE;

    /** What happens before room is taken. */
    Runnable withinTake = () -> {};

    int taken;
    int lost;
    int wanted;
    int opened;
    final List<Probe> dismissed = new ArrayList<>();
    final List<OpenRefusal> failures = new ArrayList<>();

    @Override
    boolean take() {
        withinTake.run();
        if (granted > 0) {
            granted--;
            return true;
        }
        if (left == 0) {
            return false;
        }
        left--;
        taken++;
        if (admits != Probe.NONE) {
            admits = null;
        }
        return true;
    }

    /** By the line: room is taken for so many opens of the pool. */
    void grants(int opens) {
        taken += opens;
        granted += opens;
    }

    @Override
    boolean isGranted() {
        return granted > 0;
    }

    @Override
    void giveBack() {
        granted--;
        taken--;
    }

    @Override
    void freed() {
        taken--;
    }

    @Override
    void lost() {
        lost++;
    }

    @Override
    void found() {
        lost--;
    }

    @Override
    void want(int opens) {
        wanted = opens;
    }

    @Override
    @Nullable Probe admit(long now) {
        return admits;
    }

    @Override
    void dismiss(Probe probe) {
        dismissed.add(probe);
    }

    @Override
    void opened() {
        opened++;
    }

    @Override
    void openFailed(Throwable why, Probe probe, OpenRefusal refusal, long now) {
        failures.add(refusal);
    }
}
