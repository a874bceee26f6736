package io.leasehold.jdbc.internal.settings;

import io.leasehold.InvalidConfigException.Violation;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** What is said to a name that is no setting: why HikariCP's is none, or which known name is nearest. Pure functions. */
final class UnknownName {

    private UnknownName() {}

    static Violation refuse(String name) {
        String refused = HikariNames.REFUSED.get(name);
        if (refused != null) {
            return new Violation(name, "(not shown)", "is not a setting here: " + refused);
        }
        String renamed = HikariNames.RENAMED.get(name);
        if (renamed != null) {
            return new Violation(name, "(not shown)", "is called " + renamed.replace("`", "") + " here");
        }
        return new Violation(name, "(not shown)", "is not a setting; the nearest is " + nearest(name));
    }

    private static String nearest(String name) {
        return Settings.all().stream()
                .flatMap(setting ->
                        Stream.of(setting.name(), setting.alias() == null ? setting.name() : setting.alias()))
                .min(Comparator.comparingInt(known -> unlikeness(plain(known), plain(name))))
                .orElseThrow();
    }

    /** Who leaves the end of a name off, as in "user" for "username", means that name and none that is as short. */
    private static int unlikeness(String known, String name) {
        return known.startsWith(name) ? 1 : distance(known, name);
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
