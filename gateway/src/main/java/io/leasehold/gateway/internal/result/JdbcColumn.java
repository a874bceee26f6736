package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
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

    /** More than any number or time is sent as, by any database. */
    private static final int SMALL = 64;

    /** What a column without a bound may hold: PostgreSQL's gigabyte. Drivers say as much of a text column, or that it has no precision. */
    private static final long UNBOUNDED = 1L << 30;

    /** The most bytes that one of its values may be sent as, by what the column is declared as. */
    long widest() {
        return switch (jdbcType) {
            case Types.BOOLEAN,
                    Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    Types.DATE,
                    Types.TIME,
                    Types.TIME_WITH_TIMEZONE,
                    Types.TIMESTAMP,
                    Types.TIMESTAMP_WITH_TIMEZONE -> SMALL;
            case Types.NUMERIC, Types.DECIMAL -> precision > 0 ? SMALL + precision + Math.abs((long) scale) : UNBOUNDED;
            // Four bytes are a character of UTF-8, and two with two more a byte in PostgreSQL's hexadecimal text.
            case Types.BIT, Types.CHAR, Types.VARCHAR, Types.NCHAR, Types.NVARCHAR, Types.BINARY, Types.VARBINARY ->
                precision > 0 ? Math.min(UNBOUNDED, 4L * precision) : UNBOUNDED;
            default -> typeName.equals("uuid") ? SMALL : UNBOUNDED;
        };
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
