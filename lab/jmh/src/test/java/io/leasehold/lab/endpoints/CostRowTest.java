package io.leasehold.lab.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.lab.Interleaved;
import io.leasehold.lab.Jdk;
import io.leasehold.lab.Markdown;
import io.leasehold.lab.Progress;
import io.leasehold.lab.peers.KeyedContestants;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Costs as written, from the run to the page. */
class CostRowTest {

    private static final Cost PEERS = new Cost(1, 900, 0, 10);

    private static Findings found(Cost first, Cost second) {
        CostRow row = new CostRow(Scale.QUICK, Jdk.current());
        Interleaved<CostFork, Cost> runs = new Interleaved<>(row.forks(), 2, 0);
        Queue<Cost> own = new ArrayDeque<>(List.of(first, second));
        runs.run(
                fork -> fork.contestant() == KeyedContestants.LEASEHOLD ? own.remove() : PEERS,
                new Progress(new PrintStream(OutputStream.nullOutputStream())));
        return row.findings(runs);
    }

    @Test
    void aLimitIsReachedOrMissedOnlyIfAllRunsSaySo() {
        Findings findings = found(new Cost(19, 3000, 5, 90), new Cost(21, 3100, 6, 110));
        assertThat(findings.verdict())
                .containsExactly(
                        "time for each endpoint, at most 20 µs: not resolved by these runs at 19.0 to 21.0",
                        "heap for each endpoint, at most 4,096 bytes: reached at 3,000.0 to 3,100.0",
                        "threads in all, at most 4: missed at 5.0 to 6.0",
                        "close, at most 1,000 ms: reached at 90.0 to 110.0",
                        "of the 20.0 µs for each endpoint, 1.0 are a worker's answer, which bounds the time of an open");
        assertThat(findings.missed()).hasSize(2).allMatch(sentence -> sentence.startsWith(findings.title()));
    }

    @Test
    void thePageHasALineForEachContestantWithItsMedians() {
        Markdown page = new Markdown();
        found(new Cost(12, 3000, 4, 90), new Cost(14, 3100, 4, 110)).print(page);
        assertThat(page.text().lines())
                .anyMatch(line ->
                        line.matches("\\| Leasehold \\S+ \\| 13\\.0 \\| 12\\.0 \\| 14\\.0 \\| 3,050 \\| 4 \\| 100 \\|"))
                .anyMatch(line -> line.startsWith("| Commons Pool keyed"));
    }
}
