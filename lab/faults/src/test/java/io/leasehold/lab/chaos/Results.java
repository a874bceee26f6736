package io.leasehold.lab.chaos;

import io.leasehold.lab.chaos.run.Outcome;
import java.util.List;

/** Results as runs give them. */
final class Results {

    private Results() {}

    static Result green(long seed) {
        return of(seed, true, List.of());
    }

    static Result notExercised(long seed) {
        return of(seed, false, List.of());
    }

    static Result notJudged(long seed) {
        return of(seed, true, List.of("2 acquires were refused; but the machine stood still for 700 ms"));
    }

    private static Result of(long seed, boolean exercised, List<String> doubts) {
        Outcome outcome = new Outcome(1, exercised, 10, 20 + seed, 100, 90, 1, 2, 3, 4, doubts, List.of());
        return new Result(seed, Matrix.of(seed).title(), "platform threads, JDK 17", 1_000, outcome);
    }
}
