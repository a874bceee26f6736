package io.leasehold.gateway.internal.result;

import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.List;
import java.util.Locale;
import org.apache.hive.service.rpc.thrift.TTypeId;
import org.jspecify.annotations.Nullable;

/** The types that results can have, as Hive's server describes them. */
final class TypeInfo {

    private static final List<HiveType> TYPES = List.of(
            HiveType.BOOLEAN,
            HiveType.TINYINT,
            HiveType.SMALLINT,
            HiveType.INT,
            HiveType.BIGINT,
            HiveType.FLOAT,
            HiveType.DOUBLE,
            HiveType.STRING,
            new HiveType(TTypeId.CHAR_TYPE, 0, 0),
            new HiveType(TTypeId.VARCHAR_TYPE, 0, 0),
            HiveType.DATE,
            HiveType.TIMESTAMP,
            HiveType.BINARY,
            new HiveType(TTypeId.DECIMAL_TYPE, 0, 0));

    private TypeInfo() {}

    static List<@Nullable Object[]> rows() {
        return TYPES.stream().map(TypeInfo::row).toList();
    }

    private static @Nullable Object[] row(HiveType type) {
        boolean number = type.digits() != null;
        boolean text = type.jdbcType() == Types.VARCHAR || type.jdbcType() == Types.CHAR;
        int scale = type.id() == TTypeId.DECIMAL_TYPE ? HiveType.MOST_DIGITS : 0;
        return new @Nullable Object[] {
            type.id().name().replace("_TYPE", "").toUpperCase(Locale.ROOT),
            type.jdbcType(),
            type.digits(),
            null,
            null,
            null,
            DatabaseMetaData.typeNullable,
            text,
            DatabaseMetaData.typeSearchable,
            !number,
            false,
            false,
            null,
            0,
            scale,
            null,
            null,
            number ? 10 : null
        };
    }
}
