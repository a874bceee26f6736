package io.leasehold.gateway.internal.sql;

import java.util.List;
import java.util.Random;

/** Strings that are hard to quote, made from a seed. For one thread. */
final class FuzzStrings {

    /** What a string is full of. */
    enum Kind {
        QUOTES("'", "\"", "`", "''", "\"\"", "' or 1=1 --", "'; drop table t; --", "')"),
        BACKSLASHES("\\", "\\\\", "\\'", "\\\\'", "\\\"", "\\n", "\\u0041", "\\101", "\\0", "\\%", "\\_", "\\Z", "\\x"),
        COMMENTS("--", "/*", "*/", "#", "//", "-- '", "/*' ", "/*!", "\n", "\r"),
        DOLLARS("$$", "$a$", "$", "$1", "$$'"),
        PREFIXES("U&", "u&'", "U&\"", "E'", "N'", "X'", "_gbk'", "B'", "q'["),
        NUL("\0", "\0'", "\\\0"),
        /** Two of them may happen to make a whole. */
        HALVES("\ud800", "\udfff", "\ud83d", "\udc00'", "\\\ud800"),
        /** In some encodings their last byte, or one that they lead, is a backslash or a quote. */
        LEAD_BYTES(
                "\u8868",
                "\u80fd",
                "\u30bd",
                "\u7e17",
                "\u00bf",
                "\u00bf'",
                "\u00bf\\",
                "\u8868'",
                "\u80fd\\",
                "\u00bf\\'"),
        BEYOND(
                "\ud83d\ude00",
                "\ud840\udc0b",
                "\u00e9",
                "e\u0301",
                "\u02bc",
                "\u2019",
                "\uff07",
                "\uff3c",
                "\u2028",
                "\u00a0"),
        PLAIN("a", "b c", "1", "select", ";", "x=1", " ", "%", "_", "?", "{d", ":", "@");

        private final List<String> pieces;

        Kind(String... pieces) {
            this.pieces = List.of(pieces);
        }
    }

    private static final List<Kind> MIXABLE = List.of(
            Kind.QUOTES,
            Kind.BACKSLASHES,
            Kind.COMMENTS,
            Kind.DOLLARS,
            Kind.PREFIXES,
            Kind.LEAD_BYTES,
            Kind.BEYOND,
            Kind.PLAIN);

    private final Random random;

    FuzzStrings(long seed) {
        this.random = new Random(seed);
    }

    /** One in twenty is full of what is always refused, one in ten is plain, all others are what quoting is about. */
    Kind kind() {
        int of20 = random.nextInt(20);
        return switch (of20) {
            case 0 -> random.nextBoolean() ? Kind.NUL : Kind.HALVES;
            case 1, 2 -> Kind.PLAIN;
            default -> MIXABLE.get(random.nextInt(MIXABLE.size() - 1));
        };
    }

    /** With at least one piece of its kind, unless it is plain. */
    String next(Kind kind) {
        StringBuilder value = new StringBuilder();
        int pieces = kind == Kind.PLAIN ? random.nextInt(12) : 1 + random.nextInt(12);
        int own = random.nextInt(Math.max(pieces, 1));
        for (int i = 0; i < pieces; i++) {
            Kind from = i == own || random.nextInt(3) > 0 ? kind : MIXABLE.get(random.nextInt(MIXABLE.size()));
            value.append(from.pieces.get(random.nextInt(from.pieces.size())));
        }
        return value.toString();
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
