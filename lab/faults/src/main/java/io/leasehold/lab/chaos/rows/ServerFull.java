package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;

/** Row 12: the server lets fewer in than the pool's maximum, when all have to come in again. */
final class ServerFull implements Mishap {

    @Override
    public void strike(Field field) {
        field.database()
                .limitSessions(
                        1 + field.schedule().dice().nextInt(field.schedule().places() - 1));
        field.proxy().reset();
    }

    @Override
    public void clear(Field field) {
        field.database().unlimitSessions();
    }

    /** Opens that the server refused. */
    @Override
    public long delivered(Field field) {
        return field.trail().openFailures();
    }

    @Override
    public boolean expects(Throwable error) {
        return Mishap.hasState(error, "53300") || Mishap.hasState(error, "42000");
    }

    @Override
    public boolean failsOpens() {
        return true;
    }
}
