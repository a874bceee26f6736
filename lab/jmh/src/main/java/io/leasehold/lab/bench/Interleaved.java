package io.leasehold.lab.bench;

import io.leasehold.lab.Progress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs short forks of all contestants in turn, round after round, so that a noisy minute of the machine hits everybody.
 * A contestant in the same setting of two rows is measured once and shown twice. Not thread-safe.
 */
final class Interleaved {
    private final Effort effort;
    private final Set<Fork> forks = new LinkedHashSet<>();
    private final Map<Fork, Samples> measured = new LinkedHashMap<>();
    private int roundsDone;

    Interleaved(List<Row> rows, Effort effort) {
        this.effort = effort;
        for (Row row : rows) {
            row.contestants().forEach(contestant -> forks.add(new Fork(row.setting(), contestant)));
        }
    }

    void run(Progress progress) {
        long start = System.nanoTime();
        progress.expect(forks.size() * effort.rounds());
        for (int round = 0; round < effort.rounds() && timeForAnother(start); round++) {
            // every second round backwards, so that nobody always runs after the same neighbour
            List<Fork> order = new ArrayList<>(forks);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (Fork fork : order) {
                progress.begin("round " + (round + 1) + ": " + fork.contestant().id() + ", "
                        + fork.setting().title());
                of(fork).add(fork.run(effort));
                progress.done();
            }
            roundsDone++;
        }
        progress.finish();
    }

    int roundsDone() {
        return roundsDone;
    }

    Samples of(Fork fork) {
        return measured.computeIfAbsent(fork, f -> new Samples());
    }

    private boolean timeForAnother(long start) {
        if (effort.limitSeconds() == 0 || roundsDone == 0) {
            return true;
        }
        long elapsed = System.nanoTime() - start;
        return elapsed + elapsed / roundsDone <= TimeUnit.SECONDS.toNanos(effort.limitSeconds());
    }
}
