package io.leasehold.gateway.internal.result;

import io.leasehold.gateway.internal.sql.BackendKind;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Hive's clients call a schema: a backend's schema, or on MariaDB its catalog. Immutable.
 *
 * @param inCatalogs whether schemas are the backend's catalogs
 */
record Namespaces(boolean inCatalogs) {

    /** Full of what the database says of itself; thousands of names on some. */
    private static final Set<String> SYSTEM =
            Set.of("information_schema", "pg_catalog", "pg_toast", "mysql", "performance_schema", "sys", "system_lobs");

    static Namespaces of(BackendKind backend) {
        return new Namespaces(backend == BackendKind.MARIADB);
    }

    /** The column of a driver's answer that has the schema, where its names begin with a prefix such as PKTABLE or TABLE. */
    String column(String prefix) {
        return prefix + (inCatalogs ? "_CAT" : "_SCHEM");
    }

    /**
     * The catalog to ask a driver for, which knows it by its name alone: the name that was asked for, or null for all, of which the others
     * are left out later.
     */
    @Nullable String catalog(NamePattern asked) {
        return inCatalogs && asked.isName() ? asked.name() : null;
    }

    /**
     * Whether a listing has something of a schema: what the client asked for, but nothing of the system's unless it was asked for by its
     * name.
     */
    boolean lists(@Nullable String schema, NamePattern asked) {
        if (schema == null) {
            return true;
        }
        return asked.matches(schema) && (asked.isName() || !isSystem(schema));
    }

    private static boolean isSystem(String schema) {
        String name = schema.toLowerCase(Locale.ROOT);
        return SYSTEM.contains(name) || name.startsWith("pg_toast_temp_") || name.startsWith("pg_temp_");
    }
}
