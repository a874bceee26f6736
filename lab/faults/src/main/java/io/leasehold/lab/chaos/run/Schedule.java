package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.SessionReset;
import io.leasehold.testbed.DatabaseKind;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * All that a seed decides of a run but the fault's own dice. The same seed gives the same schedule; what threads make of it is
 * the machine's. Immutable.
 *
 * @param workers who use the pool at the same time
 * @param think at most so long a transaction rests between two statements
 * @param faultAfter when the fault comes, counted from when everybody has been served
 * @param faultFor how long it stays
 */
public record Schedule(
        long seed,
        DatabaseKind kind,
        boolean virtual,
        int workers,
        Duration think,
        Duration faultAfter,
        Duration faultFor,
        PoolSettings pool) {

    /** The longest step of the pool's back-off after failed opens. */
    private static final Duration BACK_OFF = Duration.ofSeconds(2);

    private static final int ONE_LASTS_IN = 3;

    public static Schedule draw(long seed, DatabaseKind kind, Threads threads) {
        SplittableRandom dice = dice(seed, 1);
        int places = dice.nextInt(2, 7);
        boolean coin = dice.nextBoolean();
        return new Schedule(
                seed,
                kind,
                threads == Threads.EITHER ? coin : threads == Threads.VIRTUAL,
                places * dice.nextInt(1, 4) + dice.nextInt(1, 3),
                Duration.ofMillis(dice.nextInt(2, 9)),
                Duration.ofMillis(dice.nextInt(50, 400)),
                Duration.ofMillis(dice.nextInt(300, 1_300)),
                PoolSettings.draw(dice, places));
    }

    /** The fault's own dice. */
    public SplittableRandom dice() {
        return dice(seed, 2);
    }

    /** Seeds that follow each other must not give similar runs. */
    private static SplittableRandom dice(long seed, int use) {
        return new SplittableRandom(new SplittableRandom(seed).nextLong() + use);
    }

    /** Where there are no others. */
    public Schedule onPlatformThreads() {
        return new Schedule(seed, kind, false, workers, think, faultAfter, faultFor, pool);
    }

    /**
     * The same, for a fault that is worst where it outlasts what the pool bounds: one in three stays for longer than an open, a reset and
     * a lease may take.
     */
    public Schedule nowAndThenLasting() {
        SplittableRandom dice = dice(seed, 3);
        if (dice.nextInt(ONE_LASTS_IN) != 0) {
            return this;
        }
        Duration longer = PoolSettings.LEASE_TERM.plusMillis(dice.nextInt(1_000, 4_000));
        return new Schedule(seed, kind, virtual, workers, think, faultAfter, longer, pool);
    }

    /** Whether the fault outlasts a lease's term. */
    public boolean lasts() {
        return faultFor.compareTo(PoolSettings.LEASE_TERM) > 0;
    }

    /** The same for another crowd: how many, how long they rest at most, and how long they wait. */
    public Schedule withCrowd(int count, Duration longestThink, Duration timeout) {
        return new Schedule(seed, kind, virtual, count, longestThink, faultAfter, faultFor, pool.waiting(timeout));
    }

    public Schedule withReset(SessionReset level) {
        return new Schedule(seed, kind, virtual, workers, think, faultAfter, faultFor, pool.resetting(level));
    }

    /** Two workers in a pool whose other connections are idle, and are asked so often whether they live. */
    public Schedule mostlyIdle(Duration keepalive, Duration time) {
        return new Schedule(seed, kind, virtual, 2, think, faultAfter, time, pool.keptAlive(keepalive));
    }

    public int places() {
        return pool.places();
    }

    /** How long it may take after the fault until somebody is served: a step of back-off and an open. */
    Duration firstServed() {
        return BACK_OFF.plus(PoolSettings.OPEN_TIMEOUT);
    }

    /** And until everybody is: who waits or hangs when the fault ends comes to his deadline or the end of his term first. */
    Duration everybodyServed() {
        return firstServed()
                .plus(pool.acquireTimeout())
                .plus(PoolSettings.LEASE_TERM)
                .plus(PoolSettings.CLOSE_TIMEOUT);
    }
}
