package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers what clients ask about a backend's contents, with the columns, names and types that Hive's server has. Safe for any number of
 * threads; each call uses the connection that it is given, and so does the reader that it answers, until it is closed.
 *
 * <p>Hive knows one level above tables, its schemas: a backend's schemas, on MariaDB its catalogs. Catalogs there are none, and what a
 * client says of them is ignored, as Hive's server does.
 */
public final class MetadataCalls {

    private final BackendKind backend;
    private final int mostRows;

    /**
     * Calls about one backend.
     *
     * @param mostRows that one call may answer; beyond it the call fails and asks for a narrower pattern. At least 1
     */
    public MetadataCalls(BackendKind backend, int mostRows) {
        this.backend = backend;
        this.mostRows = mostRows;
    }

    /** None, as in Hive. */
    public RowReader catalogs() {
        throw new UnsupportedOperationException();
    }

    public RowReader schemas(Connection connection, @Nullable String schemaPattern) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Tables and views. @param types Hive's names of them; null or empty for all */
    public RowReader tables(
            Connection connection,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable List<String> types)
            throws SQLException {
        throw new UnsupportedOperationException();
    }

    public RowReader tableTypes() {
        throw new UnsupportedOperationException();
    }

    public RowReader columns(
            Connection connection,
            @Nullable String schemaPattern,
            @Nullable String tablePattern,
            @Nullable String columnPattern)
            throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** The types that results can have. */
    public RowReader typeInfo() {
        throw new UnsupportedOperationException();
    }

    public RowReader primaryKeys(Connection connection, @Nullable String schema, String table) throws SQLException {
        throw new UnsupportedOperationException();
    }

    /** Keys between two tables; with one of them null or empty: those of the other with any. */
    public RowReader crossReference(
            Connection connection,
            @Nullable String parentSchema,
            @Nullable String parentTable,
            @Nullable String foreignSchema,
            @Nullable String foreignTable)
            throws SQLException {
        throw new UnsupportedOperationException();
    }

    public RowReader functions(
            Connection connection, @Nullable String schemaPattern, @Nullable String functionPattern)
            throws SQLException {
        throw new UnsupportedOperationException();
    }
}
