package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.testbed.DatabaseKind;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;
import java.util.SplittableRandom;

/** Row 8: random bytes come between those of the server, in the middle of an exchange or in answer to a new connection. */
final class Garbage implements Mishap {

    @Override
    public void strike(Field field) {
        SplittableRandom dice = field.schedule().dice();
        int bytes = dice.nextInt(1, 200);
        // H2's server sends errors for ever to a client that broke off its login, until it is answered with a reset
        switch (dice.nextInt(field.schedule().kind() == DatabaseKind.H2 ? 2 : 3)) {
            case 0 -> field.proxy().onOpen().inject(Direction.TO_CLIENT, bytes);
            case 1 -> field.proxy().onOpen().inject(Direction.TO_SERVER, bytes);
            default -> {
                field.proxy().onNew().inject(Direction.TO_CLIENT, bytes);
                field.proxy().onOpen().reset();
            }
        }
    }

    @Override
    public void clear(Field field) {
        field.proxy().heal();
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.Inject.class);
    }

    /** What a driver makes of garbage is the driver's; what the pool makes of that is not. */
    @Override
    public boolean expects(Throwable error) {
        return DriverErrors.isOne(error);
    }
}
