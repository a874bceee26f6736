package io.leasehold.gateway.internal.operation;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Where an operation is, since when, and for how long it was where. Guarded by the operation's lock. */
final class PhaseClock {

    private final LongSupplier nanos;
    private final Map<Phase, Long> spent = new EnumMap<>(Phase.class);
    private Phase phase = Phase.QUEUED;
    private long since;
    private boolean isConcluded;
    private boolean isParked;
    private long parkedSince;
    private long parked;

    PhaseClock(LongSupplier nanos) {
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    Phase phase() {
        return phase;
    }

    /** Moves on; false if it is over. */
    boolean move(Phase next) {
        if (phase.isOver()) {
            return false;
        }
        long now = nanos.getAsLong();
        spent.merge(phase, now - since, Long::sum);
        phase = next;
        since = now;
        return true;
    }

    /** How it ends is known, though it is not over; false if it is. */
    boolean conclude() {
        isConcluded = true;
        return !phase.isOver();
    }

    /** Ends it before its time; false if it is over, or how it ends is known. */
    boolean cut(Phase how) {
        return !isConcluded && move(how);
    }

    /** Its thread waits for its client. */
    void park() {
        isParked = true;
        parkedSince = nanos.getAsLong();
    }

    void unpark() {
        parked += nanos.getAsLong() - parkedSince;
        isParked = false;
    }

    boolean isParked() {
        return isParked;
    }

    /** For how long it waited for its client so far. */
    Duration parked() {
        return Duration.ofNanos(parked + (isParked ? nanos.getAsLong() - parkedSince : 0));
    }

    /** For how long it was where, this phase included. */
    Map<Phase, Duration> times() {
        Map<Phase, Duration> times = new EnumMap<>(Phase.class);
        spent.forEach((past, time) -> times.put(past, Duration.ofNanos(time)));
        times.put(phase, Duration.ofNanos(nanos.getAsLong() - since));
        return times;
    }
}
