package io.leasehold.lab.chaos.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Acquires, has an exchange with the database over a token of its own, and returns, over and over, and looks closely at what it
 * gets. One thread's, but for what is said of when it was last served.
 */
public final class Worker implements Runnable {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int REFUSALS_IN_A_MILLI = 2;

    private final Field field;
    private final Source source;
    private final Mishap mishap;
    private final Metronome metronome;
    private final SplittableRandom dice;
    private final String name;
    private volatile long servedFrom = Long.MIN_VALUE;
    private volatile long lentAt = Long.MIN_VALUE;
    private volatile long refusals;
    private volatile long errors;
    private @Nullable String session;

    Worker(Field field, Source source, Mishap mishap, Metronome metronome, SplittableRandom dice, String name) {
        this.field = field;
        this.source = source;
        this.mishap = mishap;
        this.metronome = metronome;
        this.dice = dice;
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** The session that it holds, as {@link Holders} has it; null where that is not known. For its own thread. */
    public @Nullable String session() {
        return session;
    }

    public Field field() {
        return field;
    }

    public SplittableRandom dice() {
        return dice;
    }

    /** Whether a transaction that began at this time or later has gone through. */
    boolean isServedSince(long nanos) {
        long from = servedFrom;
        return from != Long.MIN_VALUE && from - nanos >= 0;
    }

    /** The same of one that may have stood in line before that, and was lent its connection at this time or later. */
    boolean isLentSince(long nanos) {
        long at = lentAt;
        return at != Long.MIN_VALUE && at - nanos >= 0;
    }

    /** Acquires that gave no lease. */
    long refusals() {
        return refusals;
    }

    /** Errors of calls. */
    long errors() {
        return errors;
    }

    @Override
    public void run() {
        try (Deadline deadline = new Deadline(field.schedule(), metronome)) {
            while (!field.isStopping()) {
                safely(deadline);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void safely(Deadline deadline) {
        try {
            round(deadline);
        } catch (RuntimeException | Error e) {
            errors++;
            if (!mishap.expects(e)) {
                field.judge().broken(Invariant.I7, name + " got " + e + ", which is no SQLException");
            }
        }
    }

    private void round(Deadline deadline) {
        // an interrupt that came late belongs to the round before
        Thread.interrupted();
        long began = deadline.begin();
        Connection connection = acquire(deadline);
        if (connection == null) {
            // all workers together must not take the processor from those that they wait for
            LockSupport.parkNanos(
                    Math.max(NANOS_PER_MILLI, field.schedule().workers() * NANOS_PER_MILLI / REFUSALS_IN_A_MILLI));
            return;
        }
        session = null;
        long lent = System.nanoTime();
        long token = field.ledger().begin();
        SQLException failure = null;
        boolean settled = false;
        try {
            mishap.habit().begin(connection, this);
            mishap.exchange().with(connection, this, token, mishap.habit());
            settled = true;
            servedFrom = began;
            lentAt = lent;
        } catch (SQLException e) {
            failure = e;
            judge(e);
        } finally {
            if (!settled) {
                field.ledger().failed(token);
            }
            if (session != null) {
                field.holders().leave(session, name);
            }
            end(connection, failure);
        }
    }

    private @Nullable Connection acquire(Deadline deadline) {
        try {
            Connection connection = source.getConnection();
            String late = deadline.late();
            if (late != null) {
                field.judge().broken(Invariant.I9, name + " was served " + late);
            }
            return connection;
        } catch (SQLException e) {
            String late = deadline.late();
            field.ledger().refused();
            refusals++;
            if (late != null) {
                field.judge().broken(Invariant.I2, name + " was refused " + late);
            }
            if (!Sql.isHonest(e) && !mishap.expects(e)) {
                field.judge().broken(Invariant.I7, name + " was refused with " + text(e));
            }
            if (Sql.state(e).equals(Sql.INTERRUPTED) && !Thread.currentThread().isInterrupted()) {
                field.judge().broken(Invariant.I7, name + " was interrupted, and its flag is gone");
            }
            return null;
        }
    }

    /** A lease of this session has begun, unless the server's names have changed since its life was looked at. */
    public void holds(int life, String named) {
        if (field.holders().life() == life) {
            session = life + ":" + named;
            field.holders().enter(session, name);
        }
    }

    /** Compares an answer with what it must be. */
    public void expect(long token, long seen, String how) {
        if (seen != token) {
            field.judge().broken(Invariant.I4, name + " " + how + " token " + token + " and was answered " + seen);
        }
    }

    /** Rests, as holders do between two statements. */
    public void think() {
        LockSupport.parkNanos(1 + dice.nextLong(field.schedule().think().toNanos()));
    }

    private void judge(SQLException e) {
        errors++;
        if (Sql.saysBroken(e) && session != null) {
            field.holders().broke(session);
        }
        if (!Sql.isHonest(e) && !mishap.expects(e)) {
            field.judge().broken(Invariant.I7, name + " got " + text(e));
        }
    }

    /** A lease that has ended with an error gives no second one on its return. */
    private void end(Connection connection, @Nullable SQLException failure) {
        try {
            mishap.habit().end(connection, this);
        } catch (SQLException e) {
            if (failure != null && Sql.saysBroken(failure)) {
                field.judge().broken(Invariant.I7, name + " got " + text(failure) + " and then, on return, " + text(e));
            } else {
                judge(e);
            }
        }
    }

    static String text(SQLException e) {
        return e.getClass().getSimpleName() + " " + Sql.state(e) + " " + e.getErrorCode() + " '" + e.getMessage() + "'";
    }
}
