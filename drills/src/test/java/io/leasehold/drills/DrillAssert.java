package io.leasehold.drills;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.report.Style;
import io.leasehold.drills.report.TextReport;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Judges an outcome, and shows the whole record where it is not the wanted one. */
final class DrillAssert {

    private DrillAssert() {}

    static void assertVerdict(Outcome outcome, Verdict wanted) {
        assertThat(outcome.verdict()).as(text(outcome)).isEqualTo(wanted);
    }

    static String text(Outcome outcome) {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), Style.PLAIN).outcome(outcome);
        return text.toString();
    }
}
