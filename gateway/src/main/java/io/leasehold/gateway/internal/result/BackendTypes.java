package io.leasehold.gateway.internal.result;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** The table of each backend; docs/gateway-types.md has what comes of them. */
final class BackendTypes {

    /** H2 gives some types of its own numbers of JDBC's that say less: a UUID is BINARY, a DECFLOAT a DECIMAL. */
    static ColumnMapping ofH2(JdbcColumn column) {
        if (column.typeName().equals("uuid") || column.typeName().equals("decfloat")) {
            return ColumnMapping.TEXT;
        }
        return switch (column.jdbcType()) {
            case Types.BOOLEAN -> ColumnMapping.BOOLEAN;
            case Types.TINYINT -> ColumnMapping.TINYINT;
            case Types.SMALLINT -> ColumnMapping.SMALLINT;
            case Types.INTEGER -> ColumnMapping.INT;
            case Types.BIGINT -> ColumnMapping.BIGINT;
            case Types.REAL -> ColumnMapping.FLOAT;
            case Types.FLOAT, Types.DOUBLE -> ColumnMapping.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> ColumnMapping.decimal(column.precision(), column.scale());
            case Types.CHAR -> ColumnMapping.character(column.precision());
            case Types.VARCHAR -> ColumnMapping.varchar(column.precision());
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnMapping.BINARY;
            case Types.DATE -> ColumnMapping.DATE_TEXT;
            case Types.TIMESTAMP -> ColumnMapping.TIMESTAMP_TEXT;
            default -> ColumnMapping.TEXT;
        };
    }

    /** By PostgreSQL's names: several of its types share one of JDBC's, such as bool, bit and bit(8), or float8 and money. */
    static ColumnMapping ofPostgres(JdbcColumn column) {
        return switch (column.typeName()) {
            case "bool" -> ColumnMapping.BOOLEAN;
            case "int2", "smallserial" -> ColumnMapping.SMALLINT;
            case "int4", "serial" -> ColumnMapping.INT;
            case "int8", "bigserial", "oid" -> ColumnMapping.BIGINT;
            case "float4" -> ColumnMapping.FLOAT;
            case "float8" -> ColumnMapping.DOUBLE;
            case "numeric" -> ColumnMapping.decimalText(column.precision(), column.scale());
            case "varchar" -> ColumnMapping.varchar(column.precision());
            case "bpchar" -> ColumnMapping.character(column.precision());
            case "bytea" -> ColumnMapping.BINARY;
            case "date" -> ColumnMapping.DATE_TEXT;
            case "timestamp" -> ColumnMapping.TIMESTAMP_TEXT;
            default -> ColumnMapping.TEXT;
        };
    }

    /**
     * MariaDB and MySQL. Their drivers call TINYINT(1) a boolean or a bit and a YEAR a date unless told otherwise; all are numbers here, as
     * they hold more than 0 and 1, and no day. So is a single BIT, which MySQL's driver does not tell from a TINYINT(1).
     */
    static ColumnMapping ofMariaDb(JdbcColumn column) {
        String name = column.typeName().replace(" unsigned", "").replace(" zerofill", "");
        boolean unsigned = column.typeName().contains(" unsigned");
        return switch (name) {
            case "bit" -> column.precision() <= 1 ? ColumnMapping.TINYINT : bits(column.precision());
            case "tinyint", "boolean", "bool" -> unsigned ? ColumnMapping.SMALLINT : ColumnMapping.TINYINT;
            case "smallint" -> unsigned ? ColumnMapping.INT : ColumnMapping.SMALLINT;
            case "year" -> ColumnMapping.SMALLINT;
            case "mediumint" -> ColumnMapping.INT;
            case "int", "integer" -> unsigned ? ColumnMapping.BIGINT : ColumnMapping.INT;
            case "bigint" -> unsigned ? ColumnMapping.decimalText(20, 0) : ColumnMapping.BIGINT;
            case "float" -> ColumnMapping.FLOAT;
            case "double" -> ColumnMapping.DOUBLE;
            case "decimal" -> ColumnMapping.decimalText(column.precision(), column.scale());
            case "datetime", "timestamp" -> ColumnMapping.TIMESTAMP_TEXT;
            case "date" -> ColumnMapping.DATE_TEXT;
            case "time", "tinytext", "text", "mediumtext", "longtext", "json" -> ColumnMapping.TEXT;
            case "char", "enum", "set" -> ColumnMapping.character(column.precision());
            // The drivers call them CHAR in a result and by their names elsewhere.
            case "uuid" -> ColumnMapping.character(36);
            case "inet6" -> ColumnMapping.character(39);
            case "inet4" -> ColumnMapping.character(15);
            case "geometry", "point", "linestring", "polygon", "geometrycollection", "vector" -> ColumnMapping.BINARY;
            default -> byJdbcType(column);
        };
    }

    private static ColumnMapping byJdbcType(JdbcColumn column) {
        return switch (column.jdbcType()) {
            case Types.CHAR -> ColumnMapping.character(column.precision());
            case Types.VARCHAR -> ColumnMapping.varchar(column.precision());
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnMapping.BINARY;
            default -> ColumnMapping.TEXT;
        };
    }

    /** What JDBC says itself, and text for all that it leaves to the driver. */
    static ColumnMapping ofAnyOther(JdbcColumn column) {
        boolean signed = column.signed();
        return switch (column.jdbcType()) {
            case Types.BOOLEAN -> ColumnMapping.BOOLEAN;
            case Types.BIT -> column.precision() <= 1 ? ColumnMapping.BOOLEAN : ColumnMapping.TEXT;
            // Some databases have a TINYINT from 0 to 255, and not all drivers say so.
            case Types.TINYINT, Types.SMALLINT -> signed ? ColumnMapping.SMALLINT : ColumnMapping.INT;
            case Types.INTEGER -> signed ? ColumnMapping.INT : ColumnMapping.BIGINT;
            case Types.BIGINT -> signed ? ColumnMapping.BIGINT : ColumnMapping.decimal(20, 0);
            case Types.REAL -> ColumnMapping.FLOAT;
            case Types.FLOAT, Types.DOUBLE -> ColumnMapping.DOUBLE;
            case Types.NUMERIC, Types.DECIMAL -> ColumnMapping.decimal(column.precision(), column.scale());
            case Types.CHAR, Types.NCHAR -> ColumnMapping.character(column.precision());
            case Types.VARCHAR, Types.NVARCHAR -> ColumnMapping.varchar(column.precision());
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> ColumnMapping.BINARY;
            case Types.DATE -> new ColumnMapping(HiveType.DATE, CellReaders::date);
            case Types.TIMESTAMP -> new ColumnMapping(HiveType.TIMESTAMP, CellReaders::timestamp);
            default -> ColumnMapping.TEXT;
        };
    }

    private BackendTypes() {}

    /** So many bits as digits, the highest first. */
    private static ColumnMapping bits(int count) {
        return new ColumnMapping(HiveType.STRING, (row, column, into) -> putBits(row, column, count, into));
    }

    private static void putBits(ResultSet row, int column, int count, ColumnBuilder into) throws SQLException {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            into.putNull();
            return;
        }
        StringBuilder digits = new StringBuilder(count);
        for (int bit = count - 1; bit >= 0; bit--) {
            int at = bytes.length - 1 - bit / Byte.SIZE;
            digits.append(at >= 0 && (bytes[at] >> (bit % Byte.SIZE) & 1) == 1 ? '1' : '0');
        }
        into.putText(digits.toString());
    }
}
