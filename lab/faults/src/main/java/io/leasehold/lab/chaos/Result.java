package io.leasehold.lab.chaos;

import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Outcome;
import io.leasehold.lab.chaos.run.Violation;
import java.util.List;

/**
 * What the run of a seed came to. Immutable.
 *
 * @param cell its title
 * @param threads what the workers were, and on which JDK
 * @param millis how long the run took
 */
record Result(long seed, String cell, String threads, long millis, Outcome outcome) {

    boolean isGreen() {
        return outcome.exercised()
                && outcome.doubts().isEmpty()
                && outcome.violations().isEmpty();
    }

    /** Of a run that did not come to its end. */
    static Result broken(long seed, Cell cell, String threads, long millis, String what, List<String> evidence) {
        Violation violation = new Violation(Invariant.I2, what, evidence);
        return new Result(
                seed,
                cell.title(),
                threads,
                millis,
                new Outcome(0, true, 0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of(violation)));
    }
}
