package io.leasehold.drills.databases;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a drill must say in a database's own SQL. What is null cannot be said, and drills that need it are not run.
 * Immutable.
 *
 * @param name the database, as reports call it
 * @param echo a query of one row, one column: the number put in for {@code %d}
 * @param ownSession the id of the session that asks
 * @param sessions the ids of all sessions of the user who asks
 * @param executing the ids of those that are executing a statement
 * @param endSession ends the session put in for {@code %s}, whatever it does
 * @param busy a statement that keeps the server busy for about {@code %d} ms or much longer, and can be cancelled
 * @param rows as many rows as put in for {@code %d}, numbered from 1
 * @param rowsNeedTransaction whether the driver fetches rows bit by bit only with autocommit off
 * @param caution what whoever compares pools on this database should know
 */
public record Dialect(
        String name,
        String echo,
        @Nullable String ownSession,
        @Nullable String sessions,
        @Nullable String executing,
        @Nullable String endSession,
        @Nullable String busy,
        @Nullable String rows,
        boolean rowsNeedTransaction,
        @Nullable String caution) {

    /** The query that answers with this number. */
    public String echo(long number) {
        return String.format(echo, number);
    }

    public Optional<String> busy(Duration time) {
        return Optional.ofNullable(busy).map(sql -> sql.replace("%d", Long.toString(time.toMillis())));
    }

    public Optional<String> rows(int count) {
        return Optional.ofNullable(rows).map(sql -> String.format(sql, count));
    }

    /** The same dialect with another statement that keeps the server busy. */
    public Dialect busyBy(String statement) {
        return new Dialect(
                name, echo, ownSession, sessions, executing, endSession, statement, rows, rowsNeedTransaction, caution);
    }

    /** Whether the database itself can be asked which sessions there are. */
    public boolean countsSessions() {
        return ownSession != null && sessions != null;
    }
}
