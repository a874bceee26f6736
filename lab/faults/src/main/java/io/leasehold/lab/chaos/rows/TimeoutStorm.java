package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import java.time.Duration;
import java.util.SplittableRandom;

/** Row 21: far more callers than can be served, with time-outs of a few milliseconds; those who are in time must be served. */
final class TimeoutStorm implements Mishap {

    @Override
    public Schedule fit(Schedule drawn) {
        SplittableRandom dice = drawn.dice();
        int crowd = drawn.virtual() ? dice.nextInt(200, 800) : dice.nextInt(15, 40);
        return drawn.withCrowd(crowd, Duration.ofMillis(dice.nextInt(1, 6)), Duration.ofMillis(dice.nextInt(1, 12)));
    }

    @Override
    public void strike(Field field) {
        // the crowd is there already
    }

    @Override
    public long delivered(Field field) {
        return field.trail().timedOut();
    }

    @Override
    public boolean servesEverybody() {
        return false;
    }
}
