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

/** A statement for the database, as it was read and written anew for it. Immutable. */
record StatementWork(ReadStatement read, BackendKind kind) implements Work {

    @Override
    public Leaves leaves() {
        return read.kind() == StatementClass.STATEFUL ? Leaves.STATE : Leaves.NOTHING;
    }

    @Override
    public String reason() {
        return read.reason();
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

    private Outcome execute(BackendLease lease, InFlight flight, boolean streams)
            throws SQLException, ClientErrorException {
        Statement statement = lease.statement(RowReaders.firstFetch(kind));
        boolean isKept = false;
        try {
            if (!flight.executing(statement)) {
                throw new ClientErrorException(ClientErrorException.CANCELLED, "cancelled before it ran");
            }
            isKept = statement.execute(read.sql());
            return isKept
                    ? new Outcome(RowReaders.of(statement.getResultSet(), kind), statement, -1, streams)
                    : Outcome.changed(changed(statement));
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
