package io.leasehold.drills;

import java.util.ArrayList;
import java.util.List;

/**
 * A drill and what it is to be run on, the one that is judged first. Immutable.
 *
 * @param drill the incident
 * @param contestants what it happens to, never empty
 */
public record Bout<S extends Stage>(Drill<S> drill, List<Contestant<S>> contestants) {

    public Bout {
        contestants = List.copyOf(contestants);
    }

    /** One outcome for each contestant. */
    List<Outcome> run(DrillRunner runner, DrillSuite.Progress progress, int number, int count)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Contestant<S> contestant : contestants) {
            progress.begins(drill, contestant.kind(), number, count);
            outcomes.add(runner.run(drill, contestant));
        }
        return outcomes;
    }
}
