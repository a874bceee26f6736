package io.leasehold.lab.chaos.run;

import io.leasehold.PoolSnapshot;
import io.leasehold.testbed.DatabaseKind;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts connections all the time, at the database and at the proxy, beside the pool's own snapshot. Used by the run's thread;
 * whoever is asked has a thread of its own, since a database that is stopped answers nothing, and that is when the pool must be
 * looked at.
 *
 * <p>A proxy knows at once who has hung up, whatever it tells the server, so what it counts may never exceed the maximum; what the
 * driver did not let go of (lost) may be there as well, at most as many again. Two drivers do with sockets what nobody told them: MariaDB's opens one for
 * a moment to end a connection that is in use, and H2's drops one that broke without closing it, which its garbage does. With
 * these more than the maximum is a violation once it has been so for a while, and more than twice as many at any moment. Where the network
 * swallows everything what MariaDB's driver opens to end another hangs as well, for each that is ended.
 *
 * <p>A database learns of an end in its own time: more than the maximum is a violation there once it has been so for a while;
 * where the network tells it nothing, it may believe in the maximum, in as many lost ones, and no more than what was there when
 * the network fell silent.
 */
final class Watch {
    private static final long MOST_OF_A_LOOK = 2 * Lookout.EVERY;
    private static final long DATABASE_PATIENCE = TimeUnit.SECONDS.toNanos(3);
    private static final long DRIVER_PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long IDLE_PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** The first that ends during the fault may have begun before it. */
    private static final int A_WHOLE_LOOK = 2;

    private final Field field;
    private final boolean hidesHangUps;
    private final int besides;
    private final String ofPool;
    private final DroppedSockets dropped = new DroppedSockets();
    private final Streak tooManyOpen = new Streak(MOST_OF_A_LOOK);
    private final Streak tooManySessions = new Streak(MOST_OF_A_LOOK);
    private final Streak inVain = new Streak(MOST_OF_A_LOOK);
    private final Lookout atProxy;
    private final Lookout atDatabase;
    private long looksBefore;
    private long looksInFault;

    private Watch(Field field, Mishap mishap) {
        this.field = field;
        this.hidesHangUps = mishap.hidesHangUps();
        this.besides = mishap.besides();
        this.ofPool = " of a pool of " + field.schedule().places();
        this.atProxy = new Lookout("proxy", this::lookAtProxy);
        this.atDatabase = new Lookout("database", this::lookAtDatabase);
    }

    static Watch start(Field field, Mishap mishap) {
        Watch watch = new Watch(field, mishap);
        watch.atProxy.start();
        watch.atDatabase.start();
        return watch;
    }

    /** The fault is in force from now on. */
    void faultBegins() {
        looksBefore = atProxy.looks();
    }

    /** And is about to end. */
    void faultEnds() {
        looksInFault = atProxy.looks() - looksBefore;
    }

    private void lookAtProxy() {
        int open = tooManyAtProxy();
        if (tooManyOpen.exceeds(isTooManyNow(open) ? 0 : DRIVER_PATIENCE, open > 0)) {
            field.judge().broken(Invariant.I1, open + " connections are open" + ofPool);
        }
        if (inVain.exceeds(IDLE_PATIENCE, sleepsInVain())) {
            field.judge().broken(Invariant.I2, "for 1 s somebody has waited while a connection was idle");
        }
    }

    private void lookAtDatabase() {
        int sessions = tooManyAtDatabase();
        if (tooManySessions.exceeds(DATABASE_PATIENCE, sessions > 0)) {
            field.judge()
                    .broken(Invariant.I1, "for 3 s the database has had too many sessions, now " + sessions + ofPool);
        }
    }

    /** How many are open, if they are too many. */
    private int tooManyAtProxy() {
        int open = field.openConnections();
        // read after what it excuses; an event comes a moment after what it tells of
        if (open <= allowed(field.pool().snapshot().lost() > 0) || open <= allowed(false)) {
            return 0;
        }
        if (field.schedule().kind() == DatabaseKind.H2) {
            dropped.collect();
        }
        return open;
    }

    private boolean isTooManyNow(int open) {
        return switch (field.schedule().kind()) {
            case MARIADB, H2 -> open > 2 * allowed(false);
            case POSTGRESQL, CONNECTORJ, HSQLDB -> true;
        };
    }

    private int tooManyAtDatabase() {
        int sessions = field.sessions().orElse(0);
        int allowed = hidesHangUps ? besides + 3 * field.schedule().places() : allowed(false);
        return sessions > allowed ? sessions : 0;
    }

    /** By the pool's maximum, and as many again once some have been lost. */
    private int allowed(boolean areLost) {
        int places = field.schedule().places();
        int own = areLost || field.trail().lost() > 0 ? 2 * places : places;
        boolean endsHang = hidesHangUps && field.schedule().kind() == DatabaseKind.MARIADB;
        return besides + own + (endsHang ? places : 0);
    }

    private boolean sleepsInVain() {
        PoolSnapshot now = field.pool().snapshot();
        return now.state() == PoolSnapshot.State.OPEN
                && now.waiting() > 0
                && now.idle() > 0
                && now.leased() + now.checking() == 0;
    }

    /** A watch that did not watch has found nothing, and says so. */
    void end() throws InterruptedException {
        doubt(atProxy.end());
        doubt(atDatabase.end());
        if (looksInFault < A_WHOLE_LOOK) {
            field.judge().doubt("the proxy was not looked at while the fault was in force");
        }
    }

    private void doubt(@Nullable String failure) {
        if (failure != null) {
            field.judge().doubt(failure);
        }
    }
}
