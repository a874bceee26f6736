package io.leasehold.gateway.internal.result;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of tables that Hive's server tells its clients of; its names are the constants'. */
enum TableKind {
    TABLE,
    VIEW,
    MATERIALIZED_VIEW;

    /** What a backend's word for a kind is here; null for what is no table, such as an index or a sequence. */
    static @Nullable TableKind of(String backendsWord) {
        return switch (backendsWord.toUpperCase(Locale.ROOT)) {
            case "TABLE",
                    "BASE TABLE",
                    "PARTITIONED TABLE",
                    "FOREIGN TABLE",
                    "TEMPORARY TABLE",
                    "LOCAL TEMPORARY",
                    "GLOBAL TEMPORARY",
                    "TABLE LINK",
                    "SYSTEM VERSIONED",
                    "SYSTEM TABLE" -> TABLE;
            case "VIEW", "SYSTEM VIEW", "TEMPORARY VIEW", "SYNONYM", "ALIAS" -> VIEW;
            case "MATERIALIZED VIEW" -> MATERIALIZED_VIEW;
            default -> null;
        };
    }

    /** What a client asks for, by these names or those that Hive has inside; unknown ones are none. Nothing means all. */
    static Set<TableKind> asked(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(TableKind.class);
        }
        Set<TableKind> asked = EnumSet.noneOf(TableKind.class);
        for (String name : names) {
            switch (name.toUpperCase(Locale.ROOT)) {
                case "TABLE", "MANAGED_TABLE", "EXTERNAL_TABLE" -> asked.add(TABLE);
                case "VIEW", "VIRTUAL_VIEW" -> asked.add(VIEW);
                case "MATERIALIZED_VIEW" -> asked.add(MATERIALIZED_VIEW);
                default -> {
                    // Nothing here is of that kind.
                }
            }
        }
        return asked;
    }
}
