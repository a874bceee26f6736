package io.leasehold.lab.wait;

import io.leasehold.lab.Progress;
import io.leasehold.lab.peers.PoolContestant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs all contestants of all rows in turn, round after round. Not thread-safe. */
final class Interleaved {
    private final List<Row> rows;
    private final Pace pace;
    private final Map<Row, Map<PoolContestant, Medians>> measured = new HashMap<>();

    Interleaved(List<Row> rows, Pace pace) {
        this.rows = rows;
        this.pace = pace;
    }

    void run(Progress progress) throws InterruptedException {
        progress.expect(pace.rounds()
                * rows.stream().mapToInt(row -> row.contestants().size()).sum());
        Capacity capacity = new Capacity();
        for (int round = 0; round < pace.rounds(); round++) {
            for (Row row : rows) {
                for (PoolContestant contestant : row.contestants()) {
                    progress.begin("round " + (round + 1) + ": " + contestant.id() + ", " + row.title());
                    of(row, contestant).add(Fork.run(row.jdk(), order(row, contestant, capacity)));
                    progress.done();
                }
            }
        }
        progress.finish();
    }

    Medians of(Row row, PoolContestant contestant) {
        return measured.computeIfAbsent(row, r -> new HashMap<>()).computeIfAbsent(contestant, c -> new Medians());
    }

    private Run.Order order(Row row, PoolContestant contestant, Capacity capacity) throws InterruptedException {
        Scenario scenario = row.scenario();
        double perSecond = scenario.load() == 0 ? 0 : scenario.load() / 100.0 * capacity.of(scenario);
        return new Run.Order(scenario, contestant.id(), pace.warmUpMillis(), pace.millis(), perSecond);
    }
}
