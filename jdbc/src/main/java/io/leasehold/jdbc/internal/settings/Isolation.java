package io.leasehold.jdbc.internal.settings;

import java.sql.Connection;
import java.util.Locale;
import java.util.Map;

/** Transaction isolations by the names of {@link Connection}'s constants. Pure functions. */
final class Isolation {

    static final String NAMES =
            "READ_UNCOMMITTED, READ_COMMITTED, REPEATABLE_READ, SERIALIZABLE, or the driver's number";

    private static final String PREFIX = "TRANSACTION_";

    private static final Map<String, Integer> LEVELS = Map.of(
            "NONE", Connection.TRANSACTION_NONE,
            "READ_UNCOMMITTED", Connection.TRANSACTION_READ_UNCOMMITTED,
            "READ_COMMITTED", Connection.TRANSACTION_READ_COMMITTED,
            "REPEATABLE_READ", Connection.TRANSACTION_REPEATABLE_READ,
            "SERIALIZABLE", Connection.TRANSACTION_SERIALIZABLE);

    static final Kind<Integer> KIND =
            new Kind<>("isolation", "must be one of " + NAMES, Isolation::parse, Isolation::show);

    private Isolation() {}

    private static Integer parse(String text) {
        String name = text.strip().toUpperCase(Locale.ROOT);
        Integer level = LEVELS.get(name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name);
        return level != null ? level : Integer.valueOf(name);
    }

    private static String show(Integer level) {
        return LEVELS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(level))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(level.toString());
    }
}
