package io.leasehold.lab.bench;

import java.util.Optional;

/**
 * What Leasehold means to reach beside a peer in a row. Immutable.
 *
 * <p>The target for statements was set by a trial whose bytes per operation are those of a unit of work, not those of a statement on a held
 * connection. It is held against both rows.
 *
 * @param what the name that the sentence gives it
 * @param peer whom it is compared with
 * @param atLeast times the peer's throughput
 * @param aim the ratio that is hoped for
 * @param bytes per operation, at most
 */
record Target(String what, String peer, double atLeast, double aim, double bytes) {
    static final String REACHED = "reached";
    static final String MISSED = "missed";
    static final String UNRESOLVED = "not resolved by these runs";

    private static final Target CYCLE = new Target("cycle", "HikariCP", 5, 8, 48);
    private static final Target STATEMENT = new Target("statement", "HikariCP", 3, 5, Double.POSITIVE_INFINITY);

    /** Targets are set for the rows on G1 with everything on, on a driver that costs nothing. */
    static Optional<Target> of(Row row) {
        Setting setting = row.setting();
        boolean main = setting.collector() == Collector.G1 && setting.poolSize() == 32 && setting.burnNanos() == 0;
        if (!main || !row.profile().equals(Plan.SAFE)) {
            return Optional.empty();
        }
        return switch (setting.workload()) {
            case CYCLE -> Optional.of(CYCLE);
            case STATEMENT, WORK -> Optional.of(STATEMENT);
            default -> Optional.empty();
        };
    }

    /** A target is reached or missed only where the whole range of enough forks is on one side of it. */
    static String word(boolean reached, boolean missed, Samples one, Samples other) {
        return !one.decide() || !other.decide() ? UNRESOLVED : reached ? REACHED : missed ? MISSED : UNRESOLVED;
    }

    String verdict(Samples leasehold, Samples other) {
        double low = leasehold.lowest() / other.highest();
        double high = leasehold.highest() / other.lowest();
        String reached = word(low >= atLeast, high < atLeast, leasehold, other);
        String text = String.format(
                "%s target, %.0f times %s (aim %.0f): %s at %.2f times, %.2f to %.2f",
                what, atLeast, peer, aim, reached, leasehold.median() / other.median(), low, high);
        if (Double.isInfinite(bytes)) {
            return text;
        }
        String size = leasehold.bytes() <= bytes + 0.5 ? REACHED : MISSED;
        return text + String.format("; at most %.0f bytes: %s at %.1f", bytes, size, leasehold.bytes());
    }
}
