package io.leasehold.lab.trials;

/**
 * A figure that a trial has of each contestant. Immutable.
 *
 * @param name as the head of the table says it, with the unit
 * @param decimals shown
 * @param more whether the higher is the better
 */
public record Column(String name, int decimals, boolean more) {
    /** One of which less is better. */
    static Column less(String name, int decimals) {
        return new Column(name, decimals, false);
    }

    /** One of which more is better. */
    static Column more(String name, int decimals) {
        return new Column(name, decimals, true);
    }

    String text(double value) {
        return String.format("%,." + decimals + "f", value);
    }
}
