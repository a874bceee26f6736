package io.leasehold.lab.chaos.run;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** One way of breaking each invariant, and some that one row alone can find. What is planted is for one run. */
public enum Bug {
    MORE_CONNECTIONS(Invariant.I1, MoreConnections::new),
    REFUSED_LATE(Invariant.I2, RefusedLate::new),
    TWO_HOLDERS(Invariant.I3, TwoHolders::new),
    WRONG_ANSWER(Invariant.I4, () -> meddling(Meddling.ANSWERS)),
    NOT_COUNTED(Invariant.I5, NotCounted::new),
    STAYS_DOWN(Invariant.I6, StaysDown::new),
    WRITTEN_TWICE(Invariant.I7, () -> meddling(Meddling.WRITES)),
    THREAD_LEFT(Invariant.I8, ThreadLeft::new),
    SERVED_LATE(Invariant.I9, ServedLate::new),
    LOST_COMMIT(Invariant.TOKENS, () -> meddling(Meddling.COMMITS)),
    MORE_WHILE_IT_LASTS(Invariant.I1, 14, BugsOfRows.MoreWhileItLasts::new),
    REFUSED_IN_TIME(Invariant.I2, 22, BugsOfRows.RefusedInTime::new),
    LENT_DEAD_TWICE(Invariant.I4, 27, BugsOfRows.LentDeadTwice::new),
    LEAK_NOT_REPORTED(Invariant.I5, 17, BugsOfRows.LeakNotReported::new);

    private static final Duration SHORT = Duration.ofMillis(800);
    private static final int NOT_AT_ONCE = 20;

    private final Invariant broken;
    private final int row;
    private final Supplier<Planted> maker;

    Bug(Invariant broken, Supplier<Planted> maker) {
        this(broken, 0, maker);
    }

    Bug(Invariant broken, int row, Supplier<Planted> maker) {
        this.broken = broken;
        this.row = row;
        this.maker = maker;
    }

    /** What must be found. */
    public Invariant broken() {
        return broken;
    }

    /** The row of the matrix that must find it; 0 for whatever is run. */
    public int row() {
        return row;
    }

    public Planted planted() {
        return maker.get();
    }

    private static Planted meddling(Meddling what) {
        return new Impatient() {
            @Override
            public Source around(Field field, Source pool) {
                AtomicInteger turn = new AtomicInteger();
                return () -> what.at(pool.getConnection(), turn.incrementAndGet() == NOT_AT_ONCE);
            }
        };
    }

    /** What is broken stays so: nothing is gained by waiting long for it. */
    private abstract static class Impatient implements Planted {
        @Override
        public Duration grace() {
            return SHORT;
        }

        @Override
        public Duration patience(Schedule schedule) {
            return SHORT;
        }

        @Override
        public boolean excuses() {
            return false;
        }
    }

    /** Connections that the pool does not know of. They are held: a driver may close what is garbage. */
    private abstract static class Unknown extends Impatient {
        private final Queue<Connection> held = new ConcurrentLinkedQueue<>();

        void open(Field field) throws SQLException {
            held.add(DriverManager.getConnection(
                    field.database()
                            .urlThrough(field.proxy().host(), field.proxy().port()),
                    field.database().user(),
                    field.database().password()));
        }
    }

    /** Connections that are not in the pool's count, as many as it may have and more. */
    private static final class MoreConnections extends Unknown {
        private final AtomicBoolean done = new AtomicBoolean();

        @Override
        public Source around(Field field, Source pool) {
            return () -> {
                if (done.compareAndSet(false, true)) {
                    for (int i = 0; i <= 2 * field.schedule().places(); i++) {
                        open(field);
                    }
                }
                return pool.getConnection();
            };
        }
    }

    private static final class RefusedLate extends Impatient {
        @Override
        public Source around(Field field, Source pool) {
            AtomicInteger turn = new AtomicInteger();
            return () -> {
                if (turn.incrementAndGet() == NOT_AT_ONCE) {
                    outlast(field);
                    throw new SQLTransientConnectionException("full, says the bug", "08L01");
                }
                return pool.getConnection();
            };
        }
    }

    private static final class ServedLate extends Impatient {
        @Override
        public Source around(Field field, Source pool) {
            AtomicInteger turn = new AtomicInteger();
            return () -> {
                if (turn.incrementAndGet() == NOT_AT_ONCE) {
                    outlast(field);
                }
                return pool.getConnection();
            };
        }
    }

    private static void outlast(Field field) {
        LockSupport.parkNanos(
                field.schedule().pool().acquireTimeout().plusMillis(500).toNanos());
    }

    /** A caller is now and then given what another was given just before. */
    private static final class TwoHolders extends Impatient {
        @Override
        public Source around(Field field, Source pool) {
            AtomicInteger turn = new AtomicInteger();
            AtomicReference<Connection> last = new AtomicReference<>();
            return () -> {
                Connection others = last.get();
                if (turn.incrementAndGet() % NOT_AT_ONCE == 0 && others != null && !others.isClosed()) {
                    return others;
                }
                Connection own = pool.getConnection();
                last.set(own);
                return own;
            };
        }
    }

    private static final class NotCounted extends Unknown {
        @Override
        public void afterTheFault(Field field) {
            try {
                open(field);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class StaysDown extends Impatient {
        private final AtomicBoolean down = new AtomicBoolean();

        @Override
        public Source around(Field field, Source pool) {
            return () -> {
                if (down.get()) {
                    throw new SQLTransientConnectionException("still down, says the bug", "08001");
                }
                return pool.getConnection();
            };
        }

        @Override
        public void afterTheFault(Field field) {
            down.set(true);
        }
    }

    private static final class ThreadLeft extends Impatient {
        @Override
        public void atTheEnd(Field field) {
            Thread left = new Thread(
                    () -> LockSupport.parkNanos(SHORT.toNanos() + TimeUnit.SECONDS.toNanos(1)), "leasehold-left");
            left.setDaemon(true);
            left.start();
        }
    }
}
