package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;

/** Row 14: the server's processes are stopped (SIGSTOP) as by a long pause, and go on. */
final class ServerStopped implements Mishap {
    private ServerProcesses server = ServerProcesses.NONE;
    private long stopped;

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.nowAndThenLasting();
    }

    @Override
    public void strike(Field field) {
        field.database().freeze();
        server = ServerProcesses.at(field.database().port());
    }

    @Override
    public void clear(Field field) {
        field.database().thaw();
    }

    /** Once they have been seen to be stopped. */
    @Override
    public long delivered(Field field) {
        if (stopped == 0 && server.areStopped()) {
            stopped = 1;
        }
        return stopped;
    }

    @Override
    public boolean hidesHangUps() {
        return true;
    }
}
