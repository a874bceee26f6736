package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a driver says of a column. Immutable.
 *
 * @param jdbcType one of {@link java.sql.Types}, or the driver's own
 * @param typeName as the backend calls it, in lower case; empty where the driver gives none
 * @param precision digits or characters; 0 where there is no limit or it is not known
 * @param scale digits behind the point
 * @param signed false of numbers that are never negative
 */
record JdbcColumn(int jdbcType, String typeName, int precision, int scale, boolean signed) {

    JdbcColumn {
        typeName = typeName.toLowerCase(Locale.ROOT);
    }

    /** Reads the column of that number, from 1 on, of a result. */
    static JdbcColumn of(ResultSetMetaData columns, int column) throws SQLException {
        String typeName = columns.getColumnTypeName(column);
        return new JdbcColumn(
                columns.getColumnType(column),
                typeName == null ? "" : typeName,
                columns.getPrecision(column),
                columns.getScale(column),
                columns.isSigned(column));
    }

    /** Reads a row of {@link java.sql.DatabaseMetaData#getColumns}, which has no column for the sign. */
    static JdbcColumn described(ResultSet row) throws SQLException {
        String typeName = row.getString("TYPE_NAME");
        String name = typeName == null ? "" : typeName;
        return new JdbcColumn(
                row.getInt("DATA_TYPE"),
                name,
                row.getInt("COLUMN_SIZE"),
                row.getInt("DECIMAL_DIGITS"),
                !name.toLowerCase(Locale.ROOT).contains("unsigned"));
    }
}
