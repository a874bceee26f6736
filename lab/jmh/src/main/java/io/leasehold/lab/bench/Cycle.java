package io.leasehold.lab.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What is measured. Each method returns what it made, so that nothing is optimised away. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Cycle {
    private static final String SQL = "INSERT INTO test (column) VALUES (?)";

    /** Acquire and return, the connection cycle of HikariCP's own benchmark. */
    @Benchmark
    public Connection cycle(MeasuredPool pool) throws SQLException {
        Connection connection = pool.dataSource.getConnection();
        connection.close();
        return connection;
    }

    /**
     * Prepare, execute, close on a held connection. HikariCP's own benchmark describes this cycle and runs
     * createStatement, execute, close; applications prepare.
     */
    @Benchmark
    public PreparedStatement statement(HeldConnection held) throws SQLException {
        PreparedStatement statement = held.connection.prepareStatement(SQL);
        statement.execute();
        statement.close();
        return statement;
    }

    /** A unit of work as applications have it: acquire, one statement, commit, return. */
    @Benchmark
    public Connection work(MeasuredPool pool) throws SQLException {
        Connection connection = pool.dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(SQL);
        statement.execute();
        statement.close();
        connection.commit();
        connection.close();
        return connection;
    }
}
