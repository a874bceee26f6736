package io.leasehold.gateway.internal.result;

/**
 * What becomes of a column. Immutable.
 *
 * @param type as which it goes out
 * @param reader puts what the type's wire takes
 */
record ColumnMapping(HiveType type, CellReader reader) {

    static final ColumnMapping BOOLEAN = new ColumnMapping(HiveType.BOOLEAN, CellReaders::bool);
    static final ColumnMapping TINYINT = new ColumnMapping(HiveType.TINYINT, CellReaders::int8);
    static final ColumnMapping SMALLINT = new ColumnMapping(HiveType.SMALLINT, CellReaders::int16);
    static final ColumnMapping INT = new ColumnMapping(HiveType.INT, CellReaders::int32);
    static final ColumnMapping BIGINT = new ColumnMapping(HiveType.BIGINT, CellReaders::int64);
    static final ColumnMapping FLOAT = new ColumnMapping(HiveType.FLOAT, CellReaders::float32);
    static final ColumnMapping DOUBLE = new ColumnMapping(HiveType.DOUBLE, CellReaders::float64);
    static final ColumnMapping BINARY = new ColumnMapping(HiveType.BINARY, CellReaders::bytes);

    /** The backend's own text. */
    static final ColumnMapping TEXT = new ColumnMapping(HiveType.STRING, CellReaders::text);

    /** The backend's own text of a date or a timestamp. */
    static final ColumnMapping DATE_TEXT = new ColumnMapping(HiveType.DATE, CellReaders::text);

    static final ColumnMapping TIMESTAMP_TEXT = new ColumnMapping(HiveType.TIMESTAMP, CellReaders::text);

    /** A decimal from its text, or from a {@link java.math.BigDecimal}. */
    static ColumnMapping decimalText(int precision, int scale) {
        return new ColumnMapping(HiveType.decimal(precision, scale), CellReaders::decimalText);
    }

    static ColumnMapping decimal(int precision, int scale) {
        return new ColumnMapping(HiveType.decimal(precision, scale), CellReaders::decimal);
    }

    static ColumnMapping varchar(int length) {
        return new ColumnMapping(HiveType.varchar(length), CellReaders::text);
    }

    static ColumnMapping character(int length) {
        return new ColumnMapping(HiveType.character(length), CellReaders::text);
    }
}
