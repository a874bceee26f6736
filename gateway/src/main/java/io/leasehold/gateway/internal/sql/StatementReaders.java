package io.leasehold.gateway.internal.sql;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Where readers of statements come from. */
public final class StatementReaders {

    private static final Map<BackendKind, StatementTable> TABLES = new EnumMap<>(BackendKind.class);

    static {
        for (BackendKind backend : BackendKind.values()) {
            TABLES.put(backend, StatementTable.of(backend));
        }
    }

    private StatementReaders() {}

    /**
     * A reader for sessions of one dialect. What it makes of Hive's text is right for sessions of the backend in which
     * {@code standard_conforming_strings} is on (PostgreSQL), {@code sql_mode} has neither NO_BACKSLASH_ESCAPES nor ANSI_QUOTES
     * (MariaDB), the client's encoding is UTF-8, and H2's mode is REGULAR; native text is read under the same.
     *
     * @throws IllegalArgumentException if a setting is allowed that no client may set
     */
    public static StatementReader of(ClientDialect dialect, BackendKind backend, SqlRules rules) {
        Set<String> both = neverAllowed(backend);
        both.retainAll(rules.allowedSettings());
        if (!both.isEmpty()) {
            throw new IllegalArgumentException("No client may set " + String.join(", ", both) + ".");
        }
        Optional<Quoting> quoting = dialect == ClientDialect.HIVE ? Optional.of(Quoting.of(backend)) : Optional.empty();
        return new TokenReader(backend, LexerRules.of(dialect, backend), quoting, table(backend), rules);
    }

    /** Names, in lower case, of the backend's settings that no client may set: they change how it reads text. */
    public static Set<String> neverAllowed(BackendKind backend) {
        return table(backend).settings().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static StatementTable table(BackendKind backend) {
        StatementTable table = TABLES.get(backend);
        if (table == null) {
            throw new IllegalStateException("There is no table of " + backend);
        }
        return table;
    }
}
