package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import io.leasehold.lab.chaos.run.Schedule;
import io.leasehold.testkit.proxy.Fault;
import io.leasehold.testkit.proxy.FaultTarget;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Row 5: a firewall forgets connections on which nothing was sent for two seconds. The pool asks idle ones more often than that,
 * so nobody must notice; that the drop is in force is seen on a connection of the fault's own that nobody asks.
 */
final class IdleDrop implements Mishap {
    private static final Duration DROP = Duration.ofSeconds(2);
    private static final Duration KEEPALIVE = Duration.ofMillis(300);
    private static final Duration TIME = Duration.ofMillis(3_500);

    private @Nullable Socket forgotten;
    private long begin;

    @Override
    public Schedule fit(Schedule drawn) {
        return drawn.mostlyIdle(KEEPALIVE, TIME);
    }

    @Override
    public void strike(Field field) throws IOException {
        forgotten = new Socket(field.proxy().host(), field.proxy().port());
        field.proxy().idleDrop(DROP);
        begin = System.nanoTime();
    }

    /** Says something on the fault's own connection once it should be forgotten: that is when it is. */
    @Override
    public long delivered(Field field) {
        if (forgotten != null
                && System.nanoTime() - begin > DROP.plusMillis(500).toNanos()) {
            try {
                forgotten.getOutputStream().write(1);
            } catch (IOException cut) {
                return field.proxy().delivered(Fault.IdleDrop.class);
            }
        }
        return field.proxy().delivered(Fault.IdleDrop.class);
    }

    @Override
    public void clear(Field field) throws IOException {
        field.proxy().heal();
        if (forgotten != null) {
            int port = forgotten.getLocalPort();
            // once it has hung up nobody could end it at the server any more
            field.proxy().connections().stream()
                    .filter(connection -> connection.clientPort() == port)
                    .forEach(FaultTarget::reset);
            forgotten.close();
        }
    }

    @Override
    public Unnoticed unnoticed() {
        return Unnoticed.BY_ALL;
    }

    @Override
    public int besides() {
        return 1;
    }
}
