package io.leasehold.lab.gateway;

import io.leasehold.testbed.DatabaseKind;

/** Holds the rows through the gateway against the target. Stateless. */
final class RateVerdict {
    static final String MISSED = "missed";

    private static final double OF_BARE = 0.60;
    private static final double OF_CEILING = 0.85;
    private static final long MOST_RESULT_BYTES = 8L << 20;

    private RateVerdict() {}

    /** Others are shown, and not judged: what their drivers do bounds them. */
    static boolean hasTarget(DatabaseKind kind) {
        return kind == DatabaseKind.POSTGRESQL;
    }

    /** On rows a second: the lower of the two shares is the target. */
    static String ofRate(double gateway, double bare, double ceiling) {
        boolean byBare = OF_BARE * bare <= OF_CEILING * ceiling;
        return String.format(
                "%.0f %% of the bare driver's (target %.0f), %.0f %% of what hive-jdbc can take (target %.0f); the lower of"
                        + " the two targets is that by the %s: %s",
                100 * gateway / bare,
                100 * OF_BARE,
                100 * gateway / ceiling,
                100 * OF_CEILING,
                byBare ? "bare driver" : "ceiling",
                said(gateway >= Math.min(OF_BARE * bare, OF_CEILING * ceiling)));
    }

    static String ofMemory(long mostResultBytes) {
        return String.format(
                "at most %.1f MB of rows kept in the gateway (target %d): %s",
                mostResultBytes / 1048576.0, MOST_RESULT_BYTES >> 20, said(mostResultBytes <= MOST_RESULT_BYTES));
    }

    static String said(boolean reached) {
        return reached ? "reached" : MISSED;
    }
}
