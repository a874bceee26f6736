package io.leasehold.drills.pools;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * A pool as a drill sees it: a data source, and what the pool can tell of itself. Safe for use by many threads; closed
 * by the drill's runner.
 */
public interface PoolUnderTest extends AutoCloseable {

    /** Name and version. */
    String name();

    /** The settings of this run, as the pool's documentation names them, each as {@code name = value}. */
    List<String> settings();

    DataSource dataSource();

    /** How many connections the pool believes it has open now. */
    int openConnections();

    /** The names of the loggers under which the pool speaks. */
    List<String> loggers();

    /** Reads one row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * Reads a query lazily through the pool's own means, if it has such: the stream is the lease.
     *
     * @return empty if the pool offers nothing of the kind
     */
    default <T> Optional<Stream<T>> stream(String sql, RowReader<T> reader) throws SQLException {
        return Optional.empty();
    }

    @Override
    void close();
}
