package io.leasehold.gateway.internal.result;

import java.sql.Types;
import java.util.Locale;
import java.util.Map;
import org.apache.hive.service.rpc.thrift.TCLIServiceConstants;
import org.apache.hive.service.rpc.thrift.TPrimitiveTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeDesc;
import org.apache.hive.service.rpc.thrift.TTypeEntry;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.apache.hive.service.rpc.thrift.TTypeQualifierValue;
import org.apache.hive.service.rpc.thrift.TTypeQualifiers;
import org.jspecify.annotations.Nullable;

/**
 * A column's type as Hive's clients know it. Immutable.
 *
 * @param id one of those for which there is a constant or a method here
 * @param precision of a DECIMAL, 1 to 38; the length of a CHAR, 1 to 255, or a VARCHAR, 1 to 65,535; else 0
 * @param scale of a DECIMAL, 0 to its precision; else 0
 */
public record HiveType(TTypeId id, int precision, int scale) {

    public static final HiveType BOOLEAN = new HiveType(TTypeId.BOOLEAN_TYPE, 0, 0);
    public static final HiveType TINYINT = new HiveType(TTypeId.TINYINT_TYPE, 0, 0);
    public static final HiveType SMALLINT = new HiveType(TTypeId.SMALLINT_TYPE, 0, 0);
    public static final HiveType INT = new HiveType(TTypeId.INT_TYPE, 0, 0);
    public static final HiveType BIGINT = new HiveType(TTypeId.BIGINT_TYPE, 0, 0);
    public static final HiveType FLOAT = new HiveType(TTypeId.FLOAT_TYPE, 0, 0);
    public static final HiveType DOUBLE = new HiveType(TTypeId.DOUBLE_TYPE, 0, 0);
    public static final HiveType STRING = new HiveType(TTypeId.STRING_TYPE, 0, 0);
    public static final HiveType BINARY = new HiveType(TTypeId.BINARY_TYPE, 0, 0);
    public static final HiveType DATE = new HiveType(TTypeId.DATE_TYPE, 0, 0);
    public static final HiveType TIMESTAMP = new HiveType(TTypeId.TIMESTAMP_TYPE, 0, 0);

    /** What Hive's DECIMAL, VARCHAR and CHAR hold at most (HiveDecimal, HiveVarchar and HiveChar of Hive's storage API). */
    static final int MOST_DIGITS = 38;

    private static final int LONGEST_VARCHAR = 65_535;
    private static final int LONGEST_CHAR = 255;

    /** A DECIMAL if Hive's can hold all of that, else a STRING. A precision of 0 means that there is no limit. */
    public static HiveType decimal(int precision, int scale) {
        boolean fits = precision >= 1 && precision <= MOST_DIGITS && scale >= 0 && scale <= precision;
        return fits ? new HiveType(TTypeId.DECIMAL_TYPE, precision, scale) : STRING;
    }

    /** A VARCHAR if Hive's may be that long, else a STRING. */
    public static HiveType varchar(int length) {
        return length >= 1 && length <= LONGEST_VARCHAR ? new HiveType(TTypeId.VARCHAR_TYPE, length, 0) : STRING;
    }

    /** A CHAR if Hive's may be that long, else what a VARCHAR of the length is. */
    public static HiveType character(int length) {
        return length >= 1 && length <= LONGEST_CHAR ? new HiveType(TTypeId.CHAR_TYPE, length, 0) : varchar(length);
    }

    /** How values of the type go over the wire: whatever has no column of its own goes as text. */
    Wire wire() {
        return switch (id) {
            case BOOLEAN_TYPE -> Wire.BOOL;
            case TINYINT_TYPE -> Wire.BYTE;
            case SMALLINT_TYPE -> Wire.I16;
            case INT_TYPE -> Wire.I32;
            case BIGINT_TYPE -> Wire.I64;
            case FLOAT_TYPE, DOUBLE_TYPE -> Wire.DOUBLE;
            case BINARY_TYPE -> Wire.BINARY;
            default -> Wire.STRING;
        };
    }

    /** As it stands in a CREATE TABLE of Hive's, such as {@code decimal(10,2)}. */
    public String sqlName() {
        return switch (id) {
            case DECIMAL_TYPE -> name() + "(" + precision + "," + scale + ")";
            case CHAR_TYPE, VARCHAR_TYPE -> name() + "(" + precision + ")";
            default -> name();
        };
    }

    private String name() {
        return id.name().replace("_TYPE", "").toLowerCase(Locale.ROOT);
    }

    /** One of {@link Types}, as Hive has it. */
    public int jdbcType() {
        return switch (id) {
            case BOOLEAN_TYPE -> Types.BOOLEAN;
            case TINYINT_TYPE -> Types.TINYINT;
            case SMALLINT_TYPE -> Types.SMALLINT;
            case INT_TYPE -> Types.INTEGER;
            case BIGINT_TYPE -> Types.BIGINT;
            case FLOAT_TYPE -> Types.FLOAT;
            case DOUBLE_TYPE -> Types.DOUBLE;
            case DECIMAL_TYPE -> Types.DECIMAL;
            case BINARY_TYPE -> Types.BINARY;
            case DATE_TYPE -> Types.DATE;
            case TIMESTAMP_TYPE -> Types.TIMESTAMP;
            case CHAR_TYPE -> Types.CHAR;
            default -> Types.VARCHAR;
        };
    }

    /** The decimal digits of a number; null of what is none. */
    @Nullable Integer digits() {
        return switch (id) {
            case TINYINT_TYPE -> 3;
            case SMALLINT_TYPE -> 5;
            case INT_TYPE -> 10;
            case BIGINT_TYPE -> 19;
            case FLOAT_TYPE -> 7;
            case DOUBLE_TYPE -> 15;
            case DECIMAL_TYPE -> precision == 0 ? MOST_DIGITS : precision;
            default -> null;
        };
    }

    /** Digits of a number, characters of a text or a date; null of a boolean. */
    @Nullable Integer size() {
        return switch (id) {
            case STRING_TYPE, BINARY_TYPE -> Integer.MAX_VALUE;
            case CHAR_TYPE, VARCHAR_TYPE -> precision;
            case DATE_TYPE -> 10;
            case TIMESTAMP_TYPE -> 29;
            default -> digits();
        };
    }

    /** Digits behind the point; null where there is no point. */
    @Nullable Integer fraction() {
        return switch (id) {
            case BOOLEAN_TYPE, TINYINT_TYPE, SMALLINT_TYPE, INT_TYPE, BIGINT_TYPE -> 0;
            case FLOAT_TYPE -> 7;
            case DOUBLE_TYPE -> 15;
            case DECIMAL_TYPE -> scale;
            case TIMESTAMP_TYPE -> 9;
            default -> null;
        };
    }

    TTypeDesc toThrift() {
        TPrimitiveTypeEntry entry = new TPrimitiveTypeEntry(id);
        if (id == TTypeId.DECIMAL_TYPE) {
            entry.setTypeQualifiers(new TTypeQualifiers(Map.of(
                    TCLIServiceConstants.PRECISION, TTypeQualifierValue.i32Value(precision),
                    TCLIServiceConstants.SCALE, TTypeQualifierValue.i32Value(scale))));
        } else if (id == TTypeId.CHAR_TYPE || id == TTypeId.VARCHAR_TYPE) {
            entry.setTypeQualifiers(new TTypeQualifiers(
                    Map.of(TCLIServiceConstants.CHARACTER_MAXIMUM_LENGTH, TTypeQualifierValue.i32Value(precision))));
        }
        TTypeDesc description = new TTypeDesc();
        description.addToTypes(TTypeEntry.primitiveEntry(entry));
        return description;
    }
}
