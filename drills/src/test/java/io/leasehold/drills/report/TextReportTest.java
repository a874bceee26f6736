package io.leasehold.drills.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.leasehold.drills.Entry;
import io.leasehold.drills.Figure;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {

    private static final String LONG =
            "a long sentence of many words ".repeat(12) + "and-one-word-without-any-end".repeat(9);

    private static final Outcome OUTCOME = new Outcome(
            "killed",
            LONG,
            "a pool 1.0",
            List.of("size = 1", LONG),
            Verdict.FAIL,
            null,
            List.of(
                    new Entry(Duration.ofMillis(12_345), Entry.Kind.DID, LONG),
                    new Entry(Duration.ofMillis(1), Entry.Kind.SAID, LONG)),
            List.of(new Figure("how long it took", 12.34, "ms")),
            List.of(new Finding(true, "the first law", LONG), new Finding(false, "the second law", "seen")),
            Duration.ofSeconds(3),
            null);

    @Test
    void noLineIsWiderThanThePage() {
        assertThat(plain().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Columns.PAGE));
    }

    @Test
    void nothingIsLostByWrapping() {
        assertThat(plain().replaceAll("\\s+", "")).contains(LONG.replaceAll("\\s+", ""));
    }

    @Test
    void coloursAreOnlyWhereTheyWereAskedFor() {
        assertThat(plain()).doesNotContain("\u001B");
        assertThat(printed(Style.COLOURED)).contains("\u001B[1;31m");
    }

    @Test
    void theSummarySaysWhichLawsBroke() {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), Style.PLAIN).summary(List.of(OUTCOME), Duration.ofSeconds(4));
        assertThat(text.toString()).contains("FAIL", "killed", "the second law", "0 of 1 passed, 1 failed in 4.00 s");
    }

    @Test
    void sideBySideEveryPoolHasAColumn() {
        StringWriter text = new StringWriter();
        BesideReport report = new BesideReport(new PrintWriter(text), Style.PLAIN);
        report.drill(List.of(OUTCOME, OUTCOME, OUTCOME));
        report.summary(List.of(List.of(OUTCOME, OUTCOME, OUTCOME)), LONG);
        assertThat(text.toString().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Columns.PAGE))
                .anyMatch(line -> line.matches(".*the second law +broken +broken +broken"))
                .anyMatch(line -> line.matches(".*killed +FAIL 1/2 +FAIL 1/2 +FAIL 1/2"));
    }

    @Test
    void sideBySideALawOfWhatAPoolDoesNotOfferIsNotBroken() {
        StringWriter text = new StringWriter();
        Outcome without = with(List.of(new Finding(true, "the first law", "seen")));
        Outcome notRun = with(List.of());
        new BesideReport(new PrintWriter(text), Style.PLAIN).drill(List.of(OUTCOME, without, notRun));
        assertThat(text.toString().lines()).anyMatch(line -> line.matches(".*the second law +broken +none +-"));
    }

    private static Outcome with(List<Finding> findings) {
        return new Outcome(
                "killed",
                LONG,
                "a pool 1.0",
                List.of(),
                Verdict.FAIL,
                null,
                List.of(),
                List.of(),
                findings,
                Duration.ofSeconds(3),
                null);
    }

    private static String plain() {
        return printed(Style.PLAIN);
    }

    private static String printed(Style style) {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), style).outcome(OUTCOME);
        return text.toString();
    }
}
