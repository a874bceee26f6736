package io.leasehold.drills;

/**
 * Something measured. Immutable.
 *
 * @param name what was measured
 * @param value how much
 * @param unit of what: "ms", "connections"
 */
public record Figure(String name, double value, String unit) {

    /** The value without digits that were not measured, then the unit. */
    public String text() {
        String number = value == Math.rint(value) ? Long.toString((long) value) : "%.1f".formatted(value);
        return number + " " + unit;
    }
}
