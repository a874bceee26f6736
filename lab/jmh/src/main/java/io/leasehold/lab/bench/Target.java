package io.leasehold.lab.bench;

import java.util.Optional;

/**
 * What Leasehold means to reach beside HikariCP in a row. Immutable.
 *
 * @param atLeast times HikariCP's throughput
 * @param aim the ratio that is hoped for
 * @param bytes per operation, at most
 */
record Target(double atLeast, double aim, double bytes) {
    private static final Target CYCLE = new Target(5, 8, 48);
    private static final Target STATEMENT = new Target(3, 5, Double.POSITIVE_INFINITY);

    /** Targets are set for the rows on G1 with everything on, on a driver that costs nothing. */
    static Optional<Target> of(Row row) {
        Setting setting = row.setting();
        boolean main = setting.collector() == Collector.G1 && setting.poolSize() == 32 && setting.burnNanos() == 0;
        if (!main || !row.profile().equals(Plan.SAFE)) {
            return Optional.empty();
        }
        return switch (setting.workload()) {
            case CYCLE -> Optional.of(CYCLE);
            case STATEMENT -> Optional.of(STATEMENT);
            default -> Optional.empty();
        };
    }

    String verdict(Samples leasehold, Samples hikari) {
        double low = leasehold.lowest() / hikari.highest();
        double high = leasehold.highest() / hikari.lowest();
        String ratio = low >= atLeast ? "reached" : high < atLeast ? "missed" : "not resolved by these runs";
        String text = String.format("target %.0f times HikariCP (aim %.0f): %s", atLeast, aim, ratio);
        if (Double.isInfinite(bytes)) {
            return text;
        }
        String size = leasehold.bytes() <= bytes + 0.5 ? "reached" : "missed";
        return text + String.format("; at most %.0f bytes: %s", bytes, size);
    }
}
