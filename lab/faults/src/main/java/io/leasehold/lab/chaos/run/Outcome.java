package io.leasehold.lab.chaos.run;

import java.util.List;

/**
 * What a run came to. Immutable.
 *
 * @param delivered how often the fault is known to have happened
 * @param exercised whether it happened while a transaction was in flight
 * @param firstServed milliseconds from the fault's end until somebody was served
 * @param recovered milliseconds from the fault's end until everybody was served, or somebody where that is all that is asked
 * @param transactions begun
 * @param committed known to be committed
 * @param unknown whose commit was not answered
 * @param refused acquires that gave no lease
 * @param errors of acquires and calls
 * @param latestBeat milliseconds that the machine itself was late by at most, once everybody had been served
 * @param doubts why the run is not judged, whatever it found; none if it is
 */
public record Outcome(
        long delivered,
        boolean exercised,
        long firstServed,
        long recovered,
        long transactions,
        long committed,
        long unknown,
        long refused,
        long errors,
        long latestBeat,
        List<String> doubts,
        List<Violation> violations) {
    public Outcome {
        doubts = List.copyOf(doubts);
        violations = List.copyOf(violations);
    }
}
