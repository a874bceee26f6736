package io.leasehold.drills;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One drill on one pool: everything a report needs. Immutable.
 *
 * @param drill the drill's name
 * @param incident what happened to people, in one line
 * @param pool the pool's name and version
 * @param settings the pool's settings in this run, as its own documentation names them
 * @param verdict what it came to
 * @param reason why it was not run, or how it broke off, or null
 * @param entries what was done and seen, in order
 * @param figures what was measured
 * @param findings each law and whether it held
 * @param took how long the drill took
 * @param error what broke it off, or null
 */
public record Outcome(
        String drill,
        String incident,
        String pool,
        List<String> settings,
        Verdict verdict,
        @Nullable String reason,
        List<Entry> entries,
        List<Figure> figures,
        List<Finding> findings,
        Duration took,
        @Nullable Throwable error) {

    public Outcome {
        settings = List.copyOf(settings);
        entries = List.copyOf(entries);
        figures = List.copyOf(figures);
        findings = List.copyOf(findings);
    }

    /** The findings that did not hold. */
    public List<Finding> failures() {
        return findings.stream().filter(finding -> !finding.held()).toList();
    }
}
