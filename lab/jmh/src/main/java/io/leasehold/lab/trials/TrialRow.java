package io.leasehold.lab.trials;

import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.peers.PoolContestant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A trial with those who are measured in it. Immutable. */
public record TrialRow(Trial trial, Tempo tempo, Jdk jdk) {
    public String title() {
        return trial.title() + "; G1, JDK " + jdk.version();
    }

    public List<TrialFork> forks() {
        return trial.contestants(tempo.wide()).stream().map(this::fork).toList();
    }

    private TrialFork fork(PoolContestant contestant) {
        return new TrialFork(trial, contestant, tempo, jdk);
    }

    /** What the forks found, each with all its runs. */
    public TrialFindings findings(Interleaved<TrialFork, double[]> runs) {
        Map<PoolContestant, List<double[]>> all = new LinkedHashMap<>();
        trial.contestants(tempo.wide()).forEach(contestant -> all.put(contestant, runs.of(fork(contestant))));
        return TrialFindings.of(this, all);
    }
}
