package io.leasehold.lab.chaos.run;

import java.sql.Connection;
import java.sql.SQLException;

/** What a worker does in a lease. Called by all workers. */
public interface Exchange {

    /** Settles the token in the field's ledger; throws where the token is to be settled as failed. */
    void with(Connection connection, Worker worker, long token, Habit habit) throws SQLException;
}
