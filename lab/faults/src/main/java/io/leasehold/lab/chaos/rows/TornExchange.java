package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.testkit.proxy.Cut;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;
import java.util.SplittableRandom;

/** Row 7: connections are cut in the middle of an exchange, after so many bytes; those that are opened meanwhile as well. */
final class TornExchange implements Mishap {
    /** What a connection carries each way in its life even where it serves one lease: H2's has no full reset, and is replaced. */
    private static final int LEAST_LIFE = 800;

    @Override
    public void strike(Field field) {
        SplittableRandom dice = field.schedule().dice();
        Direction way = dice.nextBoolean() ? Direction.TO_CLIENT : Direction.TO_SERVER;
        field.proxy().cutAfter(way, dice.nextInt(LEAST_LIFE), dice.nextBoolean() ? Cut.RST : Cut.FIN);
    }

    @Override
    public void clear(Field field) {
        field.proxy().heal();
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.CutAfter.class);
    }
}
