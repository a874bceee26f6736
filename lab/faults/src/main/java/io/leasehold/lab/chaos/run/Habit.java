package io.leasehold.lab.chaos.run;

import java.sql.Connection;
import java.sql.SQLException;

/** What a holder does beside its transaction. Called by all workers. */
public interface Habit {

    /** Nothing, and it closes what it has. */
    Habit GOOD = new Habit() {};

    /** The lease has just begun; nothing has been said to the database. */
    default void begin(Connection connection, Worker worker) throws SQLException {}

    /** In the middle of a transaction. */
    default void during(Connection connection, Worker worker) throws SQLException {}

    /** Ends the lease. */
    default void end(Connection connection, Worker worker) throws SQLException {
        connection.close();
    }
}
