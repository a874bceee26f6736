package io.leasehold.drills;

import java.util.ArrayList;
import java.util.List;

/** Runs drills one after the other, each on everything asked for. For one thread. */
public final class DrillSuite {

    private final DrillRunner runner = new DrillRunner();

    /** Is told how far the suite is; on the suite's thread. */
    public interface Progress {

        /** A drill begins on a contestant. */
        void begins(Drill<?> drill, String contestant, int number, int count);

        /** A drill has run on every contestant; one outcome for each, in their order. */
        void ended(List<Outcome> outcomes);
    }

    /** One list for each bout, with one outcome for each contestant. */
    public List<List<Outcome>> run(List<Bout<?>> bouts, Progress progress) throws InterruptedException {
        List<List<Outcome>> all = new ArrayList<>();
        for (Bout<?> bout : bouts) {
            List<Outcome> outcomes = bout.run(runner, progress, all.size() + 1, bouts.size());
            progress.ended(outcomes);
            all.add(outcomes);
        }
        return all;
    }
}
