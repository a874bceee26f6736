package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testbed.DatabaseKind;

/** Row 1: the server ends without a word (SIGKILL), and is started again after a while. */
final class ServerKilled implements Mishap {
    private long gone;

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.nowAndThenLasting();
    }

    @Override
    public void strike(Field field) {
        if (field.schedule().kind() == DatabaseKind.H2) {
            // Killed as it writes, it now and then comes up without its last commits, write delay or not.
            field.ledger().databaseMayForget();
        }
        field.database().crash();
        gone = field.database().isRunning() ? 0 : 1;
        field.holders().nextLife();
    }

    @Override
    public void clear(Field field) {
        field.holders().nextLife();
        field.database().start();
    }

    @Override
    public long delivered(Field field) {
        return gone;
    }

    @Override
    public boolean failsOpens() {
        return true;
    }
}
