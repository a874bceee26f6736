package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;
import java.time.Duration;
import java.util.SplittableRandom;

/** Row 6: answers come late, or drop by drop. */
final class SlowServer implements Mishap {

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.nowAndThenLasting();
    }

    @Override
    public void strike(Field field) {
        SplittableRandom dice = field.schedule().dice();
        if (dice.nextBoolean()) {
            int millis = field.schedule().lasts() ? dice.nextInt(600, 3_000) : dice.nextInt(50, 600);
            field.proxy().delay(Direction.TO_CLIENT, Duration.ofMillis(millis));
        } else {
            field.proxy().throttle(Direction.TO_CLIENT, dice.nextInt(200, 2_000));
        }
    }

    @Override
    public void clear(Field field) {
        field.proxy().heal();
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.Delay.class) + field.proxy().delivered(Fault.Throttle.class);
    }

    @Override
    public boolean hidesHangUps() {
        return true;
    }
}
