package io.leasehold.gateway.internal.auth;

/** What a client says as a log may have it: on one line, and not too long. Pure functions. */
final class OneLine {

    private static final int LONGEST = 128;

    private OneLine() {}

    static String of(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
    }
}
