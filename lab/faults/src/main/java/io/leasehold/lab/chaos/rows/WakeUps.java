package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import java.time.Duration;

/** Row 22: returns and arrivals race as often as they can; nobody may sleep while a connection is idle. */
final class WakeUps implements Mishap {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.withCrowd(drawn.workers(), Duration.ofNanos(1_000), PATIENCE);
    }

    @Override
    public void strike(Field field) {
        // the race is on already
    }

    @Override
    public long delivered(Field field) {
        return field.trail().waited();
    }

    @Override
    public Unnoticed unnoticed() {
        return Unnoticed.BY_ALL;
    }
}
