package io.leasehold.lab.soak;

import java.util.List;

/**
 * Whether something grew: of the readings after a first quarter, in which everything fills up, the median of the later half
 * against that of the earlier. Immutable.
 */
record Growth(String what, long before, long after, long allowed) {
    /** Fewer readings show nothing. */
    static final int FEWEST = 8;

    static Growth of(Kind kind, List<Reading> readings) {
        if (readings.size() < FEWEST) {
            throw new IllegalArgumentException(readings.size() + " readings are too few: " + FEWEST + " at least.");
        }
        List<Long> judged = readings.subList(readings.size() / 4, readings.size()).stream()
                .map(kind.of::applyAsLong)
                .toList();
        long before = median(judged.subList(0, judged.size() / 2));
        long after = median(judged.subList(judged.size() / 2, judged.size()));
        return new Growth(kind.title, before, after, Math.max(kind.least, (long) (kind.share * before)));
    }

    boolean isWithin() {
        return after - before <= allowed;
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
