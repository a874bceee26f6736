package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;

/** Row 4: whatever is sent vanishes, one way or both, and nobody is told. */
final class BlackHole implements Mishap {

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.nowAndThenLasting();
    }

    @Override
    public void strike(Field field) {
        Direction[] ways = Direction.values();
        field.proxy().blackHole(ways[field.schedule().dice().nextInt(ways.length)]);
    }

    @Override
    public void clear(Field field) {
        field.proxy().heal();
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.BlackHole.class);
    }

    @Override
    public boolean hidesHangUps() {
        return true;
    }
}
