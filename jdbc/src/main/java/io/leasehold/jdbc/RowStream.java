package io.leasehold.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, which own the connection they come from: it goes back after the last row, after an error, or when the
 * stream is closed, whichever is first. For one thread at a time, as streams are.
 */
final class RowStream<T> extends Spliterators.AbstractSpliterator<T> {

    private final Connection connection;
    private final RowMapper<? extends T> mapper;
    private @Nullable ResultSet rows;

    private RowStream(Connection connection, ResultSet rows, RowMapper<? extends T> mapper) {
        super(Long.MAX_VALUE, Spliterator.ORDERED);
        this.connection = connection;
        this.rows = rows;
        this.mapper = mapper;
    }

    /** Runs the query; if it fails, the connection has gone back before this throws. */
    static <T> Stream<T> open(Connection connection, String sql, StatementBinder binder, RowMapper<? extends T> mapper)
            throws SQLException {
        RowStream<T> stream;
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            binder.bind(statement);
            stream = new RowStream<>(connection, statement.executeQuery(), mapper);
        } catch (Throwable e) {
            closeAfter(e, connection);
            throw e;
        }
        return StreamSupport.<T>stream(stream, false).onClose(stream::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        ResultSet open = rows;
        if (open == null) {
            return false;
        }
        T value;
        try {
            if (!open.next()) {
                close();
                return false;
            }
            value = mapper.map(open);
        } catch (SQLException e) {
            fail(e);
            throw new UncheckedSqlException(e);
        } catch (Throwable e) {
            fail(e);
            throw e;
        }
        action.accept(value);
        return true;
    }

    private void close() {
        if (rows != null) {
            rows = null;
            try {
                connection.close();
            } catch (SQLException e) {
                throw new UncheckedSqlException(e);
            }
        }
    }

    private void fail(Throwable why) {
        rows = null;
        closeAfter(why, connection);
    }

    private static void closeAfter(Throwable why, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }
}
