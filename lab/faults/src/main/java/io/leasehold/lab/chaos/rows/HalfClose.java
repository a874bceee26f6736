package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.testkit.proxy.Direction;
import io.leasehold.testkit.proxy.Fault;
import io.leasehold.testkit.proxy.FaultTarget;
import io.leasehold.testkit.proxy.ProxiedConnection;
import java.util.List;

/** Row 3: clients read the end of the stream, and could write on, until the peer closes in the other direction as well. */
final class HalfClose implements Mishap {
    private List<ProxiedConnection> half = List.of();

    @Override
    public void strike(Field field) {
        half = field.proxy().connections();
        field.proxy().halfClose(Direction.TO_CLIENT);
    }

    @Override
    public void clear(Field field) {
        half.forEach(FaultTarget::reset);
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.HalfClose.class);
    }
}
