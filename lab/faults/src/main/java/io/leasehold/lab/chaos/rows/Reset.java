package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.testkit.proxy.Fault;
import io.leasehold.testkit.proxy.FaultTarget;

/** Row 2: connections are reset, idle ones and those in the middle of a query, all of them or one. */
final class Reset implements Mishap {

    @Override
    public void strike(Field field) {
        FaultTarget all = field.proxy();
        if (field.schedule().dice().nextBoolean()) {
            all.reset();
        } else {
            field.proxy().pick().ifPresent(FaultTarget::reset);
        }
    }

    @Override
    public long delivered(Field field) {
        return field.proxy().delivered(Fault.Sever.class);
    }
}
