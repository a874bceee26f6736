package io.leasehold.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which name was meant. Pure functions. */
public final class Nearest {

    private Nearest() {}

    /** Of names that are equally near the first; empty if there are none. */
    public static Optional<String> of(String name, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(one -> unlikeness(plain(one), plain(name))));
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
