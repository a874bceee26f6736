package io.leasehold.gateway.internal.result;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows as Hive's server has them of what drivers answer; null where a row is left out. Immutable. */
record MetadataTranslations(Namespaces namespaces, TypeTable types) {

    /** What Hive's server says for the catalog in some answers; in others it says null. */
    private static final String NO_CATALOG = "";

    @Nullable Object @Nullable [] schema(ResultSet from, NamePattern asked) throws SQLException {
        String schema = from.getString(namespaces.column("TABLE"));
        return namespaces.lists(schema, asked) ? new @Nullable Object[] {schema, NO_CATALOG} : null;
    }

    @Nullable Object @Nullable [] table(ResultSet from, NamePattern asked, Set<TableKind> kinds) throws SQLException {
        String schema = from.getString(namespaces.column("TABLE"));
        TableKind kind = TableKind.of(from.getString("TABLE_TYPE"));
        if (kind == null || !kinds.contains(kind) || !namespaces.lists(schema, asked)) {
            return null;
        }
        return new @Nullable Object[] {
            NO_CATALOG,
            schema,
            from.getString("TABLE_NAME"),
            kind.name(),
            from.getString("REMARKS"),
            null,
            null,
            null,
            null,
            null
        };
    }

    @Nullable Object @Nullable [] column(ResultSet from, NamePattern asked) throws SQLException {
        String schema = from.getString(namespaces.column("TABLE"));
        if (!namespaces.lists(schema, asked)) {
            return null;
        }
        HiveType type = types.mapping(JdbcColumn.described(from)).type();
        int nullable = from.getInt("NULLABLE");
        return new @Nullable Object[] {
            null,
            schema,
            from.getString("TABLE_NAME"),
            from.getString("COLUMN_NAME"),
            type.jdbcType(),
            type.sqlName(),
            type.size(),
            null,
            type.fraction(),
            type.digits() == null ? null : 10,
            nullable,
            from.getString("REMARKS"),
            from.getString("COLUMN_DEF"),
            null,
            null,
            null,
            from.getInt("ORDINAL_POSITION"),
            nullable == DatabaseMetaData.columnNoNulls ? "NO" : "YES",
            null,
            null,
            null,
            null,
            "YES".equals(from.getString("IS_AUTOINCREMENT")) ? "YES" : "NO"
        };
    }

    @Nullable Object @Nullable [] primaryKey(ResultSet from) throws SQLException {
        return new @Nullable Object[] {
            NO_CATALOG,
            from.getString(namespaces.column("TABLE")),
            from.getString("TABLE_NAME"),
            from.getString("COLUMN_NAME"),
            from.getInt("KEY_SEQ"),
            from.getString("PK_NAME")
        };
    }

    @Nullable Object @Nullable [] crossReference(ResultSet from) throws SQLException {
        return new @Nullable Object[] {
            NO_CATALOG,
            from.getString(namespaces.column("PKTABLE")),
            from.getString("PKTABLE_NAME"),
            from.getString("PKCOLUMN_NAME"),
            NO_CATALOG,
            from.getString(namespaces.column("FKTABLE")),
            from.getString("FKTABLE_NAME"),
            from.getString("FKCOLUMN_NAME"),
            from.getInt("KEY_SEQ"),
            from.getInt("UPDATE_RULE"),
            from.getInt("DELETE_RULE"),
            from.getString("FK_NAME"),
            from.getString("PK_NAME"),
            from.getInt("DEFERRABILITY")
        };
    }

    @Nullable Object @Nullable [] function(ResultSet from, NamePattern asked) throws SQLException {
        String schema = from.getString(namespaces.column("FUNCTION"));
        if (!namespaces.lists(schema, asked)) {
            return null;
        }
        return new @Nullable Object[] {
            null,
            schema,
            from.getString("FUNCTION_NAME"),
            from.getString("REMARKS"),
            from.getInt("FUNCTION_TYPE"),
            from.getString("SPECIFIC_NAME")
        };
    }
}
