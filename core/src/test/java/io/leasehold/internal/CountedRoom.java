package io.leasehold.internal;

import io.leasehold.spi.OpenRefusal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A group's side of one pool: what it has room for, and what it hears. For the thread of one test. */
final class CountedRoom extends Room {

    /** How many more there is room for. */
    int left = Integer.MAX_VALUE;

    /** What the next open is; a probe is admitted once, and then nothing. */
    @Nullable Probe admits = Probe.NONE;

    int taken;
    int lost;
    int wanted;
    int opened;
    final List<Probe> dismissed = new ArrayList<>();
    final List<OpenRefusal> failures = new ArrayList<>();

    @Override
    boolean take() {
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
