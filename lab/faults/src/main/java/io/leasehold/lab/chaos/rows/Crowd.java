package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import java.time.Duration;

/** Row 20: a thousand virtual threads on one carrier want a handful of connections; none may be kept from its turn. */
final class Crowd implements Mishap {
    private static final int SMALL = 400;
    private static final int LARGE = 1_200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int A_LONG_LINE = 100;

    private long longLines;

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.withCrowd(drawn.dice().nextInt(SMALL, LARGE), Duration.ofMillis(1), PATIENCE);
    }

    @Override
    public void strike(Field field) {
        // the crowd is there already
    }

    @Override
    public long delivered(Field field) {
        longLines += field.pool().snapshot().waiting() > A_LONG_LINE ? 1 : 0;
        return longLines;
    }

    @Override
    public Unnoticed unnoticed() {
        return Unnoticed.BY_ALL;
    }
}
