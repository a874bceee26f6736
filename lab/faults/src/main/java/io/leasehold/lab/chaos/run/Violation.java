package io.leasehold.lab.chaos.run;

import java.util.List;

/**
 * An invariant that did not hold. Immutable.
 *
 * @param what one sentence
 * @param evidence the pool's snapshot and its last events when that was seen
 */
public record Violation(Invariant invariant, String what, List<String> evidence) {
    public Violation {
        evidence = List.copyOf(evidence);
    }
}
