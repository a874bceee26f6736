package io.leasehold.lab;

import java.util.ArrayList;
import java.util.List;

/** The tables and lists of a page, line by line. Not thread-safe. */
public final class Markdown {
    private final List<String> lines = new ArrayList<>();

    public Markdown paragraph(String text) {
        lines.add(text);
        lines.add("");
        return this;
    }

    public Markdown heading(String text) {
        return paragraph("### " + text);
    }

    /** A picture among those of docs/benchmarks. */
    public Markdown picture(String file, String alternative) {
        return paragraph("![" + alternative + "](benchmarks/" + file + ")");
    }

    public Markdown list(List<String> items) {
        items.forEach(item -> lines.add("- " + item));
        if (!items.isEmpty()) {
            lines.add("");
        }
        return this;
    }

    /** All columns hold words. */
    public Markdown words(List<String> columns, List<List<String>> rows) {
        return table(columns, "|---".repeat(columns.size()) + "|", rows);
    }

    /** The first column holds names, the others figures. */
    public Markdown figures(List<String> columns, List<List<String>> rows) {
        return table(columns, "|---" + "|--:".repeat(columns.size() - 1) + "|", rows);
    }

    /** What a run did not reach, first of all: nobody should have to look for it. */
    public Markdown missed(List<String> sentences) {
        return paragraph(sentences.isEmpty() ? "Every target was reached in this run." : "Not reached in this run:")
                .list(sentences);
    }

    public String text() {
        return String.join("\n", lines);
    }

    private Markdown table(List<String> columns, String alignment, List<List<String>> rows) {
        lines.add(line(columns));
        lines.add(alignment);
        rows.forEach(row -> lines.add(line(row)));
        lines.add("");
        return this;
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
