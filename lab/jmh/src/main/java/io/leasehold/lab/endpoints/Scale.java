package io.leasehold.lab.endpoints;

/**
 * How many endpoints, and how warm. Immutable.
 *
 * @param title what the row is called
 * @param judged whether the figures mean anything
 * @param rounds JVMs for each contestant
 * @param warmUps how often all of it was opened and closed before
 */
public record Scale(String title, boolean judged, int rounds, int endpoints, int warmUps) {
    private static final String MANY = "10,000 endpoints with one idle resource each";

    /** Runs once; its figures mean nothing. */
    public static final Scale SMOKE = new Scale(MANY + ", tried with 100", false, 1, 100, 1);

    public static final Scale QUICK = new Scale(MANY, true, 3, 10_000, 20);

    public static final Scale FULL = new Scale(MANY, true, 5, 10_000, 20);
}
