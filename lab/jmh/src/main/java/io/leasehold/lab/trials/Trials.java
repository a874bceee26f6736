package io.leasehold.lab.trials;

import java.util.List;

/** All trials, in the order of the report. */
public final class Trials {
    private static final List<Trial> ALL = List.of(
            new Refill(),
            new Spike(),
            new ManyPools(),
            new RealDatabase(RealWork.SELECT, 4),
            new RealDatabase(RealWork.SELECT, 16),
            new RealDatabase(RealWork.TRANSACTION, 4),
            new RealDatabase(RealWork.TRANSACTION, 16));

    private Trials() {}

    public static List<Trial> all() {
        return ALL;
    }

    static Trial byId(String id) {
        return ALL.stream().filter(trial -> trial.id().equals(id)).findFirst().orElseThrow();
    }
}
