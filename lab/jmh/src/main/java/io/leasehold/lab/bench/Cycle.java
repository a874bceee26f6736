package io.leasehold.lab.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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
    private static final String QUERY = "SELECT column FROM test";

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
        return execute(held.connection);
    }

    /** Prepare, execute a query, read its ten rows, close both, on a held connection. Gives the sum of what was read. */
    @Benchmark
    public int read(HeldConnection held) throws SQLException {
        int sum = 0;
        try (PreparedStatement statement = held.connection.prepareStatement(QUERY);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                sum += rows.getInt(1);
            }
        }
        return sum;
    }

    /** A unit of work: acquire, one statement, return. Autocommit is off, so that the pool has something to roll back. */
    @Benchmark
    public Connection work(MeasuredPool pool) throws SQLException {
        Connection connection = pool.dataSource.getConnection();
        execute(connection);
        connection.close();
        return connection;
    }

    /** The same, committed before the return. */
    @Benchmark
    public Connection committedWork(MeasuredPool pool) throws SQLException {
        Connection connection = pool.dataSource.getConnection();
        execute(connection);
        connection.commit();
        connection.close();
        return connection;
    }

    private static PreparedStatement execute(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(SQL);
        statement.execute();
        statement.close();
        return statement;
    }
}
