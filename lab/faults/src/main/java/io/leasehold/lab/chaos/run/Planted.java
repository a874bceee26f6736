package io.leasehold.lab.chaos.run;

import io.leasehold.PoolListener;
import java.time.Duration;

/** Something that is broken on purpose between the pool and its users, to see that a run finds it. Safe for use by many threads. */
public interface Planted {

    /** Nothing is. */
    Planted NOTHING = new Planted() {};

    /** What workers are given in place of the pool. */
    default Source around(Field field, Source pool) {
        return pool;
    }

    /** What the pool tells in place of the trail. */
    default PoolListener hears(EventTrail trail) {
        return trail;
    }

    /** How long to wait for what must become true. */
    default Duration grace() {
        return Duration.ofSeconds(10);
    }

    /** How long to wait until everybody is served again. */
    default Duration patience(Schedule schedule) {
        return grace().plus(schedule.everybodyServed());
    }

    /** Whether what the machine itself is late by is excused. */
    default boolean excuses() {
        return true;
    }

    /** Called while the fault is in force. */
    default void whileItLasts(Field field) {}

    /** Called when the fault has just ended. */
    default void afterTheFault(Field field) {}

    /** Called when the pool has just been closed. */
    default void atTheEnd(Field field) {}
}
