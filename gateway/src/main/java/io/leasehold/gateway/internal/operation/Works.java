package io.leasehold.gateway.internal.operation;

import io.leasehold.gateway.internal.backend.BackendLease;
import io.leasehold.gateway.internal.backend.ClientErrorException;
import io.leasehold.gateway.internal.result.RowReader;
import java.sql.Connection;
import java.sql.SQLException;

/** What the gateway does by itself, on a connection. */
final class Works {

    /** For what is answered without a connection. */
    static final Work NOTHING = (lease, flight) -> Outcome.NOTHING;

    private Works() {}

    /** Asks for something of the database's metadata. */
    interface Question {
        RowReader ask(Connection connection) throws SQLException;
    }

    record Ask(Question question) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            return Outcome.of(question.ask(lease.connection()));
        }

        @Override
        public boolean isStatement() {
            return false;
        }
    }

    /** Goes to another schema, and has the session's later statements go there. */
    record Use(GatewaySession session, String schema) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            session.variables().namespace(lease.use(schema));
            return Outcome.NOTHING;
        }
    }

    /** Sets one of the database's settings that clients may set, and has it set for the session's later statements. */
    record Set(GatewaySession session, String name, String value) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException, ClientErrorException {
            lease.set(name, value);
            session.variables().set(name, value);
            return Outcome.NOTHING;
        }
    }

    record Begin(String sql) implements Work {
        @Override
        public Leaves leaves() {
            return Leaves.TRANSACTION;
        }

        @Override
        public String reason() {
            return "transaction";
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            lease.begin(sql);
            return Outcome.NOTHING;
        }
    }

    record Commit(String sql) implements Work {
        @Override
        public boolean commits() {
            return true;
        }

        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            lease.commit(sql);
            return Outcome.NOTHING;
        }
    }

    record Rollback(String sql) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException {
            lease.rollback(sql);
            return Outcome.NOTHING;
        }
    }

    /** Lets go of what earlier statements left, and of what was set. */
    record DiscardAll(GatewaySession session) implements Work {
        @Override
        public Outcome run(BackendLease lease, InFlight flight) throws SQLException, ClientErrorException {
            if (lease.isInTransaction()) {
                throw new ClientErrorException("25001", "DISCARD ALL cannot run inside a transaction");
            }
            session.discard(lease);
            return Outcome.NOTHING;
        }
    }
}
