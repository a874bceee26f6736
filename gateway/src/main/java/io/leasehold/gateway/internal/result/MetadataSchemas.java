package io.leasehold.gateway.internal.result;

import static io.leasehold.gateway.internal.result.HiveType.BOOLEAN;
import static io.leasehold.gateway.internal.result.HiveType.INT;
import static io.leasehold.gateway.internal.result.HiveType.SMALLINT;
import static io.leasehold.gateway.internal.result.HiveType.STRING;
import static io.leasehold.gateway.internal.result.HiveType.TINYINT;

import java.util.ArrayList;
import java.util.List;

/**
 * The columns of the answers to metadata calls: names, types and order are those of Hive's server, from the classes of
 * {@code org.apache.hive.service.cli.operation}. KEQ_SEQ is how Hive spells it, and its clients rely on it.
 */
final class MetadataSchemas {

    static final RowSchema CATALOGS = of("TABLE_CAT", STRING);

    static final RowSchema SCHEMAS = of("TABLE_SCHEM", STRING, "TABLE_CATALOG", STRING);

    static final RowSchema TABLE_TYPES = of("TABLE_TYPE", STRING);

    static final RowSchema TABLES = of(
            "TABLE_CAT", STRING,
            "TABLE_SCHEM", STRING,
            "TABLE_NAME", STRING,
            "TABLE_TYPE", STRING,
            "REMARKS", STRING,
            "TYPE_CAT", STRING,
            "TYPE_SCHEM", STRING,
            "TYPE_NAME", STRING,
            "SELF_REFERENCING_COL_NAME", STRING,
            "REF_GENERATION", STRING);

    static final RowSchema COLUMNS = of(
            "TABLE_CAT", STRING,
            "TABLE_SCHEM", STRING,
            "TABLE_NAME", STRING,
            "COLUMN_NAME", STRING,
            "DATA_TYPE", INT,
            "TYPE_NAME", STRING,
            "COLUMN_SIZE", INT,
            "BUFFER_LENGTH", TINYINT,
            "DECIMAL_DIGITS", INT,
            "NUM_PREC_RADIX", INT,
            "NULLABLE", INT,
            "REMARKS", STRING,
            "COLUMN_DEF", STRING,
            "SQL_DATA_TYPE", INT,
            "SQL_DATETIME_SUB", INT,
            "CHAR_OCTET_LENGTH", INT,
            "ORDINAL_POSITION", INT,
            "IS_NULLABLE", STRING,
            "SCOPE_CATALOG", STRING,
            "SCOPE_SCHEMA", STRING,
            "SCOPE_TABLE", STRING,
            "SOURCE_DATA_TYPE", SMALLINT,
            "IS_AUTO_INCREMENT", STRING);

    static final RowSchema TYPE_INFO = of(
            "TYPE_NAME", STRING,
            "DATA_TYPE", INT,
            "PRECISION", INT,
            "LITERAL_PREFIX", STRING,
            "LITERAL_SUFFIX", STRING,
            "CREATE_PARAMS", STRING,
            "NULLABLE", SMALLINT,
            "CASE_SENSITIVE", BOOLEAN,
            "SEARCHABLE", SMALLINT,
            "UNSIGNED_ATTRIBUTE", BOOLEAN,
            "FIXED_PREC_SCALE", BOOLEAN,
            "AUTO_INCREMENT", BOOLEAN,
            "LOCAL_TYPE_NAME", STRING,
            "MINIMUM_SCALE", SMALLINT,
            "MAXIMUM_SCALE", SMALLINT,
            "SQL_DATA_TYPE", INT,
            "SQL_DATETIME_SUB", INT,
            "NUM_PREC_RADIX", INT);

    static final RowSchema PRIMARY_KEYS = of(
            "TABLE_CAT", STRING,
            "TABLE_SCHEM", STRING,
            "TABLE_NAME", STRING,
            "COLUMN_NAME", STRING,
            "KEQ_SEQ", INT,
            "PK_NAME", STRING);

    static final RowSchema CROSS_REFERENCE = of(
            "PKTABLE_CAT", STRING,
            "PKTABLE_SCHEM", STRING,
            "PKTABLE_NAME", STRING,
            "PKCOLUMN_NAME", STRING,
            "FKTABLE_CAT", STRING,
            "FKTABLE_SCHEM", STRING,
            "FKTABLE_NAME", STRING,
            "FKCOLUMN_NAME", STRING,
            "KEQ_SEQ", INT,
            "UPDATE_RULE", INT,
            "DELETE_RULE", INT,
            "FK_NAME", STRING,
            "PK_NAME", STRING,
            "DEFERRABILITY", INT);

    static final RowSchema FUNCTIONS = of(
            "FUNCTION_CAT", STRING,
            "FUNCTION_SCHEM", STRING,
            "FUNCTION_NAME", STRING,
            "REMARKS", STRING,
            "FUNCTION_TYPE", INT,
            "SPECIFIC_NAME", STRING);

    private MetadataSchemas() {}

    /** Names and types by turns. */
    private static RowSchema of(Object... columns) {
        List<ResultColumn> all = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            all.add(new ResultColumn((String) columns[i], (HiveType) columns[i + 1]));
        }
        return new RowSchema(all);
    }
}
