package io.leasehold.drills.report;

import io.leasehold.drills.Verdict;

/** How text stands out: with colours on a terminal, or not at all. */
public enum Style {
    PLAIN,
    COLOURED;

    private static final String GREEN = "32";
    private static final String RED = "31";
    private static final String YELLOW = "33";

    String bold(String text) {
        return in("1", text);
    }

    String dim(String text) {
        return in("2", text);
    }

    String good(String text) {
        return in(GREEN, text);
    }

    String bad(String text) {
        return in(RED, text);
    }

    /** The text in the verdict's colour. */
    String verdict(Verdict verdict, String text) {
        return switch (verdict) {
            case PASS -> in("1;" + GREEN, text);
            case FAIL -> in("1;" + RED, text);
            case NOT_RUN -> in("1;" + YELLOW, text);
        };
    }

    private String in(String code, String text) {
        return this == PLAIN ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
