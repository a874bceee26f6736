package io.leasehold.gateway.client;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as RFC 4180 has it: a header, lines that end in CR LF, quotes around what has commas, quotes or line ends in it. An
 * empty text is quoted, and null is nothing at all, so that they differ. A statement without a result gives nothing. For one thread.
 */
public final class CsvWriter implements ResultWriter {

    private final PrintWriter out;

    public CsvWriter(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> columns) {
        line(columns.stream().map(Column::label).toList());
    }

    @Override
    public boolean rows(List<List<@Nullable String>> page) {
        page.forEach(this::line);
        out.flush();
        return !out.checkError();
    }

    private void line(List<? extends @Nullable String> cells) {
        List<String> fields = new ArrayList<>(cells.size());
        for (String cell : cells) {
            fields.add(cell == null ? "" : field(cell));
        }
        out.print(String.join(",", fields) + "\r\n");
    }

    private static String field(String text) {
        boolean plain = !text.isEmpty() && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    @Override
    public void end(long rows, Duration took) {
        out.flush();
    }

    @Override
    public void changed(long changed, Duration took) {
        out.flush();
    }
}
