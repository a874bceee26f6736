package io.leasehold.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Decides whether a returner hands its place to the head of the line or frees it for whoever is quickest.
 *
 * <p>Handing over is fair, and leaves the place unused while the head wakes up; freeing it is fast, and lets running threads
 * pass the line. So a place is handed over if that is cheap, the time L of a wake-up being at most 3 % of the time S a place
 * serves a holder, or if the head has waited for longer than its turn should take: max(5 ms, 2 x its position on arrival x
 * tau), tau being the time between two leases of the whole pool.
 *
 * <p>Tau is the time passed over the growth of the sum of all places' generations, read by waiters at most every 20 ms; taken
 * from the line's own progress it would grow as the line starves. S is tau x places - L.
 *
 * <p>Fields are read and written by any thread without order; an estimate that is one sample old is as good.
 */
final class HandOver {

    private static final long LEAST_PATIENCE = 5_000_000;
    private static final long SAMPLE_EVERY = 20_000_000;
    private static final double CHEAP = 0.03;
    private static final double WEIGHT_OF_NEWEST = 0.2;

    private static final VarHandle SAMPLED_AT;

    static {
        try {
            SAMPLED_AT = MethodHandles.lookup().findVarHandle(HandOver.class, "sampledAt", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Places<?> places;

    private volatile long sampledAt;
    private long sampledGenerations;
    private volatile double tau;
    private volatile double latency = 50_000;

    HandOver(Places<?> places, long now) {
        this.places = places;
        this.sampledAt = now;
    }

    boolean isDue(Waiter head, long now) {
        double between = tau;
        double patience = Math.max(LEAST_PATIENCE, 2.0 * head.position * between);
        if (now - head.arrivedAt > patience) {
            return true;
        }
        double wakeUp = latency;
        double service = between * places.size() - wakeUp;
        return wakeUp <= CHEAP * service;
    }

    /** By a waiter on its way into the line, or woken. */
    void sample(long now) {
        long last = sampledAt;
        long passed = now - last;
        if (passed < SAMPLE_EVERY || !SAMPLED_AT.compareAndSet(this, last, now)) {
            return;
        }
        long generations = places.generations();
        long grown = generations - sampledGenerations;
        sampledGenerations = generations;
        if (grown > 0) {
            tau = (double) passed / grown;
        }
    }

    /** By a waiter: how long it took from its waker's decision until it ran. */
    void woke(long nanos) {
        latency += WEIGHT_OF_NEWEST * (nanos - latency);
    }
}
