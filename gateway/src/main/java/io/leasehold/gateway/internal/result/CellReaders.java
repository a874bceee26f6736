package io.leasehold.gateway.internal.result;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * How values are read. A driver's {@code wasNull} is asked only where a value may stand for a null.
 *
 * <p>Times are read as text wherever the backend's own text is what Hive's clients read: {@code java.sql.Timestamp} counts in the
 * JVM's time zone and by two calendars, and has no word for what is not in them.
 */
final class CellReaders {

    /** As Hive's server writes timestamps: as much of the fraction as there is, and a sign before a year of five digits. */
    private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD)
            .appendPattern("-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    private CellReaders() {}

    static void bool(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        boolean value = row.getBoolean(column);
        if (!value && row.wasNull()) {
            into.putNull();
        } else {
            into.putBoolean(value);
        }
    }

    static void int8(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        byte value = row.getByte(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putByte(value);
        }
    }

    static void int16(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        short value = row.getShort(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putShort(value);
        }
    }

    static void int32(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        int value = row.getInt(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putInt(value);
        }
    }

    static void int64(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        long value = row.getLong(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putLong(value);
        }
    }

    /** A float as the double with the same shortest digits, as Hive's server sends it. */
    static void float32(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        float value = row.getFloat(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putDouble(Double.parseDouble(Float.toString(value)));
        }
    }

    static void float64(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        double value = row.getDouble(column);
        if (value == 0 && row.wasNull()) {
            into.putNull();
        } else {
            into.putDouble(value);
        }
    }

    static void text(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        putText(row.getString(column), into);
    }

    static void bytes(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        byte[] value = row.getBytes(column);
        if (value == null) {
            into.putNull();
        } else {
            into.putBytes(value);
        }
    }

    /** A number's digits from its text, which may be no number, such as NaN. */
    static void decimalText(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        String value = row.getString(column);
        // "NaN" and "Infinity" have none of these letters.
        boolean exponent = value != null && (value.indexOf('E') >= 0 || value.indexOf('e') >= 0);
        putText(exponent ? new BigDecimal(value).toPlainString() : value, into);
    }

    static void decimal(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        BigDecimal value = row.getBigDecimal(column);
        putText(value == null ? null : value.toPlainString(), into);
    }

    static void date(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        LocalDate value = row.getObject(column, LocalDate.class);
        putText(value == null ? null : value.toString(), into);
    }

    static void timestamp(ResultSet row, int column, ColumnBuilder into) throws SQLException {
        LocalDateTime value = row.getObject(column, LocalDateTime.class);
        putText(value == null ? null : TIMESTAMP.format(value), into);
    }

    private static void putText(@Nullable String value, ColumnBuilder into) throws SQLException {
        if (value == null) {
            into.putNull();
        } else {
            into.putText(value);
        }
    }
}
