package io.leasehold.lab.chaos.rows;

import io.leasehold.lab.chaos.run.Field;
import io.leasehold.lab.chaos.run.Mishap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Row 16: threads are interrupted wherever they are: in the line, as they are granted a connection, in the driver. */
final class Interrupts implements Mishap {
    private static final long EVERY = 700_000;

    private final AtomicLong sent = new AtomicLong();
    private volatile boolean on;

    @Override
    public void strike(Field field) {
        on = true;
        List<Thread> workers = field.crew().threads().stream()
                .filter(thread -> thread.getName().startsWith("worker"))
                .toList();
        SplittableRandom dice = field.schedule().dice();
        Thread interrupter = new Thread(
                () -> {
                    while (on) {
                        workers.get(dice.nextInt(workers.size())).interrupt();
                        sent.incrementAndGet();
                        LockSupport.parkNanos(dice.nextLong(EVERY));
                    }
                },
                "interrupter");
        interrupter.setDaemon(true);
        interrupter.start();
    }

    @Override
    public void clear(Field field) {
        on = false;
    }

    @Override
    public long delivered(Field field) {
        return sent.get();
    }
}
