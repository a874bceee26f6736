package io.leasehold.jdbc.internal.dialect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Knows a database by its url, its driver's class, or its product name. Pure functions. */
public final class Dialects {

    private static final Dialect POSTGRES = new Postgres();
    private static final Dialect MARIADB = new MariaDb();

    private static final List<Sign> SIGNS = List.of(
            new Sign("postgresql", POSTGRES),
            new Sign("pgsql", POSTGRES),
            new Sign("mariadb", MARIADB),
            new Sign("mysql", MARIADB),
            new Sign("org.h2.", OtherDatabases.H2),
            new Sign("jdbc:h2:", OtherDatabases.H2),
            new Sign("hsql", OtherDatabases.HSQLDB),
            new Sign("oracle", OtherDatabases.ORACLE),
            new Sign("sqlserver", OtherDatabases.SQL_SERVER),
            new Sign("sql server", OtherDatabases.SQL_SERVER),
            new Sign("db2", OtherDatabases.DB2),
            new Sign("hive", OtherDatabases.HIVE),
            new Sign("impala", OtherDatabases.HIVE),
            new Sign("kyuubi", OtherDatabases.HIVE));

    private Dialects() {}

    /** The dialect of an url or a class, or null if neither says anything. */
    public static @Nullable Dialect byHint(String urlOrClass) {
        String hint = urlOrClass.toLowerCase(Locale.ROOT);
        int end = hint.startsWith("jdbc:") ? hint.indexOf(':', "jdbc:".length()) + 1 : hint.length();
        return find(hint.substring(0, end));
    }

    /** The dialect of a database that calls itself this; the generic one if it is not known. */
    public static Dialect byProduct(@Nullable String product) {
        String name = product == null ? "" : product.toLowerCase(Locale.ROOT);
        Dialect known = name.equals("h2") ? OtherDatabases.H2 : find(name);
        return known == null ? OtherDatabases.GENERIC : known;
    }

    /** JDBC and the SQL standard alone. */
    public static Dialect generic() {
        return OtherDatabases.GENERIC;
    }

    /** Every dialect there is. */
    public static Set<Dialect> all() {
        Set<Dialect> all = new LinkedHashSet<>();
        SIGNS.forEach(sign -> all.add(sign.dialect));
        all.add(OtherDatabases.GENERIC);
        return all;
    }

    private static @Nullable Dialect find(String text) {
        return SIGNS.stream()
                .filter(sign -> text.contains(sign.part))
                .map(sign -> sign.dialect)
                .findFirst()
                .orElse(null);
    }

    private record Sign(String part, Dialect dialect) {}
}
