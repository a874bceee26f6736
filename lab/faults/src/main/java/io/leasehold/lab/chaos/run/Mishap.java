package io.leasehold.lab.chaos.run;

import io.leasehold.jdbc.Credentials;
import io.leasehold.jdbc.LeaseholdDataSource;
import io.leasehold.jdbc.LeaseholdDataSourceBuilder;
import java.sql.SQLException;

/**
 * One fault of the matrix, in one run. Its methods are called by the run's thread, but for {@link #habit()}'s, which are the
 * workers'.
 */
public interface Mishap {

    /** What the schedule must be for this fault to mean anything. */
    default Schedule fit(Schedule drawn) {
        return drawn;
    }

    /** The name or address by which the pool finds the proxy. */
    default String host(Field field) {
        return field.proxy().host();
    }

    /** What the pool connects as, asked at every open. */
    default Credentials credentials(Field field) {
        return Credentials.of(field.database().user(), field.database().password());
    }

    /** How the pool connects. */
    default LeaseholdDataSourceBuilder connecting(Field field, String url) {
        return LeaseholdDataSource.builder().jdbcUrl(url).credentials(() -> credentials(field));
    }

    /** Settings of the pool beyond the schedule's. */
    default void settings(LeaseholdDataSourceBuilder pool, Field field) throws Exception {}

    /** Begins, while transactions are in flight. */
    void strike(Field field) throws Exception;

    /** Ends: from now on everything is as it was. */
    default void clear(Field field) throws Exception {}

    /**
     * How often the proxy, the process or the database says that it has happened; asked while the fault is in force and once
     * more after it.
     */
    long delivered(Field field);

    /** What workers do in a lease. */
    default Exchange exchange() {
        return TokenTransaction.INSTANCE;
    }

    /** What holders do beside their transactions. */
    default Habit habit() {
        return Habit.GOOD;
    }

    /** Judges what is this fault's own to judge; called once all workers have come back, while the pool is still open. */
    default void everybodyHasGone(Field field) {}

    /**
     * Whether this error is what a caller should get during this fault, though it is none that a broken connection gives. Asked
     * of such errors alone: one with an honest SQLState never comes here.
     */
    default boolean expects(Throwable error) {
        return false;
    }

    /** Whether opens fail during the fault, so that the pool must back off. */
    default boolean failsOpens() {
        return false;
    }

    /** Whether a peer that hangs up is not heard at the other end. */
    default boolean hidesHangUps() {
        return false;
    }

    /** Who must not notice it at all, from when everybody has been served until everybody has gone. */
    default Unnoticed unnoticed() {
        return Unnoticed.BY_NOBODY;
    }

    /** Connections that are the fault's own. */
    default int besides() {
        return 0;
    }

    /** Puts back what would be in the next run's way; called in any case, once the pool is closed. */
    default void tidy(Field field) throws Exception {}

    /** Who goes on as if nothing had happened. */
    enum Unnoticed {
        BY_NOBODY,
        /** Who has a connection; an acquire may fail. */
        BY_HOLDERS,
        BY_ALL
    }

    /** Whether the time until every single worker was served means something. */
    default boolean servesEverybody() {
        return true;
    }

    /** The error of a call that was refused with this SQLState. */
    static boolean hasState(Throwable error, String start) {
        return error instanceof SQLException sql && Sql.state(sql).startsWith(start);
    }
}
