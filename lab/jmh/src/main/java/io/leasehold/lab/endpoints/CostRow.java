package io.leasehold.lab.endpoints;

import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.KeyedContestant;
import io.leasehold.lab.peers.KeyedContestants;
import java.util.List;
import java.util.function.Function;

/** A scale with those who are measured at it. Immutable. */
public record CostRow(Scale scale, Jdk jdk) {

    public String title() {
        return scale.title() + "; G1, JDK " + jdk.version();
    }

    public List<CostFork> forks() {
        return KeyedContestants.all().stream().map(this::fork).toList();
    }

    private CostFork fork(KeyedContestant contestant) {
        return new CostFork(scale, jdk, contestant);
    }

    /** What the forks found, each with all its runs. */
    public Findings findings(Interleaved<CostFork, Cost> runs) {
        Function<KeyedContestant, List<Cost>> costs = contestant -> runs.of(fork(contestant));
        List<Findings.Line> lines = KeyedContestants.all().stream()
                .map(contestant -> Findings.Line.of(contestant, costs.apply(contestant)))
                .toList();
        List<String> verdict = scale.judged()
                ? Limit.verdicts(costs.apply(KeyedContestants.LEASEHOLD), costs.apply(KeyedContestants.HAND_OVER))
                : List.of();
        return new Findings(title(), scale, lines, verdict);
    }
}
