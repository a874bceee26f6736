package io.leasehold.hbasedrills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.Contestant;
import io.leasehold.drills.DrillRunner;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.Verdict;
import io.leasehold.drills.hbase.RealHBase;
import io.leasehold.drills.report.Style;
import io.leasehold.drills.report.TextReport;
import io.leasehold.drills.sharing.SharedConnection;
import io.leasehold.drills.sharing.SharingStage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The drill of the shared connection on a real HBase, started and loaded as the program does it. */
class SharedConnectionOnHBaseTest {

    @Test
    void leaseholdKeepsEveryLawAndACountByHandDoesNot() throws Exception {
        DrillRunner runner = new DrillRunner();
        long children = children();
        try (RealHBase hbase = RealHBase.start(Path.of("").toAbsolutePath().getParent())) {
            SharedConnection drill = hbase.sharedConnection();
            List<Contestant<SharingStage>> contestants = drill.contestants();
            Outcome leasehold = runner.run(drill, contestants.get(0));
            assertThat(leasehold.verdict()).as(text(leasehold)).isEqualTo(Verdict.PASS);
            assertThat(leasehold.findings()).hasSize(7);
            assertThat(leasehold.pool()).startsWith("Leasehold on HBase 2.");
            Outcome byHand = runner.run(drill, contestants.get(1));
            assertThat(byHand.verdict()).as(text(byHand)).isEqualTo(Verdict.FAIL);
            assertThat(byHand.error()).as(text(byHand)).isNull();
            assertThat(byHand.failures()).as(text(byHand)).hasSizeGreaterThan(1);
            assertThat(children()).isEqualTo(children + 1);
        }
        assertThat(children()).as("processes").isEqualTo(children);
    }

    private static long children() {
        return ProcessHandle.current().children().count();
    }

    private static String text(Outcome outcome) {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), Style.PLAIN).outcome(outcome);
        return text.toString();
    }
}
