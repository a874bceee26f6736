package io.leasehold.lab.bench;

import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A connection that its thread keeps for a whole iteration, as in HikariCP's own statement benchmark. */
@State(Scope.Thread)
public class HeldConnection {
    @SuppressWarnings("NullAway.Init")
    Connection connection;

    @Setup(Level.Iteration)
    public void acquire(MeasuredPool pool) throws SQLException {
        connection = pool.dataSource.getConnection();
    }

    @TearDown(Level.Iteration)
    public void giveBack() throws SQLException {
        connection.close();
    }
}
