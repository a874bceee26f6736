package io.leasehold.drills.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leasehold.drills.Drill;
import io.leasehold.drills.Entry;
import io.leasehold.drills.Figure;
import io.leasehold.drills.Finding;
import io.leasehold.drills.Outcome;
import io.leasehold.drills.Verdict;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Outcomes for programs: one JSON object. Times are in milliseconds. Stateless. */
public final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private JsonReport() {}

    /**
     * @param database what drills on a database ran against, or null if there were none
     * @param outcomes every drill on every pool
     * @param passed whether the exit status is 0
     */
    public static String of(@Nullable String database, List<Outcome> outcomes, boolean passed) {
        ObjectNode report = JSON.createObjectNode();
        report.put("database", database);
        report.put("passed", passed);
        ArrayNode drills = report.putArray("outcomes");
        outcomes.forEach(outcome -> add(drills.addObject(), outcome));
        return written(report);
    }

    /** The drills there are, none of them run. */
    public static String list(List<Drill<?>> drills) {
        ObjectNode report = JSON.createObjectNode();
        ArrayNode names = report.putArray("drills");
        drills.forEach(drill -> names.addObject().put("drill", drill.name()).put("incident", drill.incident()));
        return written(report);
    }

    private static String written(ObjectNode report) {
        try {
            return JSON.writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of texts and numbers was not written", e);
        }
    }

    private static void add(ObjectNode node, Outcome outcome) {
        node.put("drill", outcome.drill());
        node.put("incident", outcome.incident());
        node.put("pool", outcome.pool());
        outcome.settings().forEach(node.putArray("settings")::add);
        node.put("verdict", name(outcome.verdict()));
        node.put("reason", outcome.reason());
        node.put("tookMillis", outcome.took().toMillis());
        ArrayNode record = node.putArray("record");
        outcome.entries().forEach(entry -> add(record.addObject(), entry));
        ArrayNode figures = node.putArray("figures");
        outcome.figures().forEach(figure -> add(figures.addObject(), figure));
        ArrayNode findings = node.putArray("findings");
        outcome.findings().forEach(finding -> add(findings.addObject(), finding));
    }

    private static void add(ObjectNode node, Entry entry) {
        node.put("atMillis", entry.at().toMillis());
        node.put("kind", entry.kind().name().toLowerCase(Locale.ROOT));
        node.put("text", entry.text());
    }

    private static void add(ObjectNode node, Figure figure) {
        node.put("name", figure.name());
        node.put("value", figure.value());
        node.put("unit", figure.unit());
    }

    private static void add(ObjectNode node, Finding finding) {
        node.put("law", finding.law());
        node.put("held", finding.held());
        node.put("seen", finding.seen());
    }

    private static String name(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
