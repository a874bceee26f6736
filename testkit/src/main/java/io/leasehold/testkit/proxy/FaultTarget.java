package io.leasehold.testkit.proxy;

import java.time.Duration;

/**
 * What faults can be applied to: one connection, those that are open, those to come, or all. Safe for use by many
 * threads. When a call returns, the fault is in force: what peers send from then on meets it, what they had sent before
 * has passed.
 */
public interface FaultTarget {

    /**
     * Applies a fault. A second one of the same kind and direction replaces the first.
     *
     * @throws IllegalArgumentException for a {@link Fault.Listening} one, unless this is the proxy
     * @throws IllegalStateException if the proxy is closed
     */
    void apply(Fault fault);

    /** Ends all {@link Fault.Lasting} faults. What has ended or lost bytes does not come back. */
    void heal();

    default FaultTarget delay(Direction direction, Duration latency) {
        return applying(new Fault.Delay(direction, latency));
    }

    default FaultTarget throttle(Direction direction, long bytesPerSecond) {
        return applying(new Fault.Throttle(direction, bytesPerSecond));
    }

    default FaultTarget stall(Direction direction) {
        return applying(new Fault.Stall(direction));
    }

    default FaultTarget blackHole(Direction direction) {
        return applying(new Fault.BlackHole(direction));
    }

    default FaultTarget idleDrop(Duration after) {
        return applying(new Fault.IdleDrop(after));
    }

    default FaultTarget cutAfter(Direction direction, long bytes, Cut how) {
        return applying(new Fault.CutAfter(direction, bytes, how));
    }

    default FaultTarget inject(Direction direction, int bytes) {
        return applying(new Fault.Inject(direction, bytes));
    }

    default FaultTarget replace(Direction direction, int bytes) {
        return applying(new Fault.Replace(direction, bytes));
    }

    /** Ends the connections in good order. */
    default FaultTarget finish() {
        return applying(new Fault.Sever(Cut.FIN));
    }

    /** Ends the connections abruptly. */
    default FaultTarget reset() {
        return applying(new Fault.Sever(Cut.RST));
    }

    default FaultTarget halfClose(Direction direction) {
        return applying(new Fault.HalfClose(direction));
    }

    private FaultTarget applying(Fault fault) {
        apply(fault);
        return this;
    }
}
