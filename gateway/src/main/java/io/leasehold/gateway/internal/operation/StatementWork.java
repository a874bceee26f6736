package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.result.RowReaders;
import io.leasehold.gateway.internal.sql.BackendKind;
import io.leasehold.gateway.internal.sql.ReadStatement;
import io.leasehold.gateway.internal.sql.Rows;
import io.leasehold.gateway.internal.sql.StatementClass;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** A statement for the database, as it was read and written anew for it. Immutable. */
record StatementWork(ReadStatement read, BackendKind kind) implements Work {

    /** Of what ends a transaction, or goes back in it, in more words than the gateway does itself. */
    private static final Set<String> ENDS = Set.of("COMMIT", "END", "ROLLBACK", "ABORT");

    private static final Set<String> COMMITS = Set.of("COMMIT", "END");

    private static final String QUOTES = "'\"`$\\";

    @Override
    public Leaves leaves() {
        return read.kind() == StatementClass.STATEFUL ? Leaves.STATE : Leaves.NOTHING;
    }

    @Override
    public String reason() {
        return read.reason();
    }

    @Override
    public boolean commits() {
        return COMMITS.contains(read.verb());
    }

    @Override
    public boolean readsState() {
        return read.readsState();
    }

    @Override
    public Outcome run(BackendLease lease, InFlight flight) throws SQLException, ClientErrorException {
        boolean streams = mayStream() && lease.beginStreaming();
        boolean isDone = false;
        try {
            Outcome outcome = execute(lease, flight, streams);
            if (outcome.rows() == null && streams) {
                lease.endStreaming();
            }
            isDone = true;
            return outcome;
        } finally {
            if (streams && !isDone && !lease.isLost()) {
                abandon(lease);
            }
        }
    }

    /** Whether its rows are to come as they are read; of what is prepared all may run in a transaction, whether it has rows or not. */
    private boolean mayStream() {
        return read.rows() == Rows.YES
                || kind == BackendKind.POSTGRESQL && read.verb().equals("EXECUTE");
    }

    /** MariaDB answers ROW_COUNT() and the like about whatever ran last: a question of the gateway's own would take its place. */
    private boolean asksAboutTheOneBefore() {
        return kind == BackendKind.MARIADB && read.readsState();
    }

    /**
     * Whether it means the same however the connection reads text. A transaction that has failed answers nothing but its end, or a way
     * back to a savepoint: to ask it anything before that would keep it failing.
     */
    private boolean isPlain() {
        return read.sql().chars().allMatch(one -> one < 128 && QUOTES.indexOf(one) < 0);
    }

    private Outcome execute(BackendLease lease, InFlight flight, boolean streams)
            throws SQLException, ClientErrorException {
        boolean endsFailed = ENDS.contains(read.verb()) && lease.hasFailed();
        if (!asksAboutTheOneBefore() && !(endsFailed && isPlain())) {
            lease.settleDoubt();
        }
        boolean isRolledBackInstead = endsFailed && commits();
        Statement statement = lease.statement();
        boolean isKept = false;
        try {
            if (!flight.executing(statement)) {
                throw new ClientErrorException(ClientErrorException.CANCELLED, "cancelled before it ran");
            }
            if (leaves() == Leaves.STATE) {
                lease.doubt();
            }
            isKept = statement.execute(read.sql());
            if (ENDS.contains(read.verb())) {
                lease.wentBack();
            }
            if (isRolledBackInstead) {
                throw BackendLease.rolledBackInstead();
            }
            return isKept
                    ? new Outcome(
                            RowReaders.of(statement.getResultSet(), kind, lease.fetches()), statement, -1, streams)
                    : Outcome.changed(changed(statement));
        } catch (RuntimeException | Error e) {
            // It may have struck the driver anywhere: nothing is closed or rolled back there any more.
            lease.lose("an error while it ran");
            throw e;
        } finally {
            if (!isKept && !lease.isLost()) {
                statement.close();
            }
        }
    }

    private static long changed(Statement statement) throws SQLException {
        try {
            return statement.getLargeUpdateCount();
        } catch (UnsupportedOperationException e) {
            return statement.getUpdateCount();
        }
    }

    /** The error that is on its way says what failed; what cannot be undone is not used any more. */
    private static void abandon(BackendLease lease) {
        try {
            lease.abandonStreaming();
        } catch (SQLException e) {
            lease.lose("its rollback failed");
        }
    }
}
