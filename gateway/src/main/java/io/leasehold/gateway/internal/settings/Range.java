package io.leasehold.gateway.internal.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Optional;

/** The range of a setting. Immutable. */
final class Range {

    private final Object least;
    private final Object most;
    private final String zero;

    private Range(Object least, Object most, String zero) {
        this.least = least;
        this.most = most;
        this.zero = zero;
    }

    static Optional<Range> of(RecordComponent component) {
        return Optional.ofNullable(component.getAnnotation(Allowed.class)).map(allowed -> {
            try {
                Class<?> type = component.getType();
                return new Range(Texts.parse(type, allowed.least()), Texts.parse(type, allowed.most()), allowed.zero());
            } catch (BadTextException e) {
                throw new IllegalStateException("the range of " + component + " " + e.getMessage(), e);
            }
        });
    }

    boolean holds(Object value) {
        boolean isZero = value instanceof Duration time ? time.isZero() : ((Number) value).longValue() == 0;
        return isZero && !zero.isEmpty() || compare(value, least) >= 0 && compare(value, most) <= 0;
    }

    private static int compare(Object a, Object b) {
        if (a instanceof Duration time) {
            return time.compareTo((Duration) b);
        }
        return Long.compare(((Number) a).longValue(), ((Number) b).longValue());
    }

    /** As refusals and the page of settings have it: {@code 0 (off) or 1 s to 24 h}. */
    String words() {
        return (zero.isEmpty() ? "" : "0 (" + zero + ") or ") + Amounts.words(least) + " to " + Amounts.words(most);
    }
}
