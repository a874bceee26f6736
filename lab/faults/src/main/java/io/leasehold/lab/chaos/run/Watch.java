package io.leasehold.lab.chaos.run;

import io.leasehold.PoolSnapshot;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts connections all the time, at the database and at the proxy, beside the pool's own snapshot. One thread's.
 *
 * <p>A proxy knows at once who has hung up, so what it counts may never exceed the maximum; what the driver did not let go of
 * (lost) may be there as well, at most as many again. A database learns of an end in its own time: more than the maximum is a
 * violation there once it has been so for a while, and at any moment where the network tells it nothing, since then it may
 * believe in the maximum, in as many lost ones, and no more than what was there when the network fell silent.
 */
final class Watch implements Runnable {
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long DATABASE_PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long IDLE_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    private final Field field;
    private final boolean hidesHangUps;
    private final int besides;
    private final Thread thread;
    private volatile boolean closed;
    private volatile int mostAtDatabase;

    private Watch(Field field, Mishap mishap) {
        this.field = field;
        this.hidesHangUps = mishap.hidesHangUps(field.schedule().kind());
        this.besides = mishap.besides();
        this.thread = new Thread(this, "watch");
        thread.setDaemon(true);
    }

    static Watch start(Field field, Mishap mishap) {
        Watch watch = new Watch(field, mishap);
        watch.thread.start();
        return watch;
    }

    int mostAtDatabase() {
        return mostAtDatabase;
    }

    @Override
    public void run() {
        long fineAtDatabase = System.nanoTime();
        long nobodySleeps = System.nanoTime();
        while (!closed) {
            lookAtProxy();
            if (!hasTooManyAtDatabase()) {
                fineAtDatabase = System.nanoTime();
            } else if (System.nanoTime() - fineAtDatabase > DATABASE_PATIENCE) {
                field.judge()
                        .broken(
                                Invariant.I1,
                                "for 3 s the database has had up to " + mostAtDatabase + " sessions of a pool of "
                                        + field.schedule().places());
                fineAtDatabase = System.nanoTime();
            }
            if (!sleepsInVain()) {
                nobodySleeps = System.nanoTime();
            } else if (System.nanoTime() - nobodySleeps > IDLE_PATIENCE) {
                field.judge().broken(Invariant.I2, "for 1 s somebody has waited while a connection was idle");
                nobodySleeps = System.nanoTime();
            }
            LockSupport.parkNanos(LOOK);
        }
    }

    private void lookAtProxy() {
        int open = field.openConnections();
        // read after what it excuses; an event comes a moment after what it tells of
        if (open > allowed() && field.pool().snapshot().lost() == 0 && open > allowed()) {
            field.judge()
                    .broken(
                            Invariant.I1,
                            open + " connections are open in a pool of "
                                    + field.schedule().places());
        }
    }

    private boolean hasTooManyAtDatabase() {
        int sessions = field.sessions().orElse(0);
        mostAtDatabase = Math.max(mostAtDatabase, sessions);
        return sessions > allowed();
    }

    private int allowed() {
        int places = field.schedule().places();
        return besides + (hidesHangUps ? 3 * places : field.trail().lost() > 0 ? 2 * places : places);
    }

    private boolean sleepsInVain() {
        PoolSnapshot now = field.pool().snapshot();
        return now.state() == PoolSnapshot.State.OPEN
                && now.waiting() > 0
                && now.idle() > 0
                && now.leased() + now.checking() == 0;
    }

    void end() throws InterruptedException {
        closed = true;
        thread.join(TimeUnit.SECONDS.toMillis(15));
    }
}
