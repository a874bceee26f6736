package io.leasehold.lab.stub;

/** Spends processor time the way a busy driver does. Thread-safe. */
final class Burn {
    private Burn() {}

    /** Spins for at least {@code nanos}; the clock is read about every 25 ns, which bounds the overshoot. */
    static void nanos(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }
}
