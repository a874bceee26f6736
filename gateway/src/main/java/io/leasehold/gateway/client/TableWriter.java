package io.leasehold.gateway.client;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes a result as a table for people. The first page of rows says how wide each column is. On a terminal that is too narrow for it
 * the widest columns are cut until the table fits; if that would leave too little of each, every row is written as a list of its own.
 * For one thread.
 */
public final class TableWriter implements ResultWriter {

    private static final String NULL = "NULL";
    private static final String BETWEEN = " | ";
    private static final int LEAST = 8;

    private final PrintWriter out;
    private final int width;
    private List<Column> columns = List.of();
    private int @Nullable [] widths;
    private boolean asLists;
    private long number;

    /** @param width the cells of a line, 0 for as many as it takes */
    public TableWriter(PrintWriter out, int width) {
        this.out = out;
        this.width = width;
    }

    @Override
    public void columns(List<Column> all) {
        columns = all.stream()
                .map(column -> new Column(TextWidth.shown(column.label()), column.number()))
                .toList();
    }

    @Override
    public boolean rows(List<List<@Nullable String>> page) {
        List<List<String>> texts = page.stream().map(TableWriter::texts).toList();
        begin(texts);
        texts.forEach(this::row);
        out.flush();
        return !out.checkError();
    }

    private static List<String> texts(List<@Nullable String> row) {
        List<String> texts = new ArrayList<>(row.size());
        for (String cell : row) {
            texts.add(cell == null ? NULL : TextWidth.shown(cell));
        }
        return texts;
    }

    private void begin(List<List<String>> page) {
        if (widths == null) {
            int[] wanted = wanted(page);
            asLists = width > 0 && !fit(wanted);
            widths = wanted;
            if (!asLists) {
                head(wanted);
            }
        }
    }

    private int[] wanted(List<List<String>> page) {
        int[] wanted = new int[columns.size()];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = Math.max(1, TextWidth.of(columns.get(i).label()));
            for (List<String> row : page) {
                wanted[i] = Math.max(wanted[i], TextWidth.of(row.get(i)));
            }
        }
        return wanted;
    }

    /** Takes from the widest column, cell by cell, until the line fits; whether it does with enough left of each. */
    private boolean fit(int[] wanted) {
        int room = width - 2 - BETWEEN.length() * (wanted.length - 1);
        int sum = 0;
        for (int cells : wanted) {
            sum += cells;
        }
        for (; sum > room; sum--) {
            int widest = 0;
            for (int i = 1; i < wanted.length; i++) {
                widest = wanted[i] > wanted[widest] ? i : widest;
            }
            if (wanted[widest] <= LEAST) {
                return false;
            }
            wanted[widest]--;
        }
        return true;
    }

    private void head(int[] cells) {
        List<String> labels = new ArrayList<>();
        List<String> rules = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Column column = columns.get(i);
            labels.add(TextWidth.fitted(column.label(), cells[i], column.number()));
            rules.add("-".repeat(cells[i]));
        }
        line(String.join(BETWEEN, labels));
        out.println("-" + String.join("-+-", rules) + "-");
    }

    private void row(List<String> row) {
        number++;
        if (asLists) {
            list(row);
            return;
        }
        int[] cells = widths == null ? new int[0] : widths;
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            // Wider ones of later pages are shown whole where there is no end of the line.
            int room = width > 0 ? cells[i] : Math.max(cells[i], TextWidth.of(row.get(i)));
            texts.add(TextWidth.fitted(row.get(i), room, columns.get(i).number()));
        }
        line(String.join(BETWEEN, texts));
    }

    private void line(String text) {
        out.println((" " + text).stripTrailing());
    }

    private void list(List<String> row) {
        int longest = columns.stream()
                .mapToInt(column -> TextWidth.of(column.label()))
                .max()
                .orElse(0);
        out.println("-- row " + number + " --");
        for (int i = 0; i < row.size(); i++) {
            out.println((" " + TextWidth.fitted(columns.get(i).label(), longest, false) + BETWEEN + row.get(i))
                    .stripTrailing());
        }
    }

    @Override
    public void end(long rows, Duration took) {
        begin(List.of());
        out.println("(" + (rows == 1 ? "1 row" : rows + " rows") + ", " + took.toMillis() + " ms)");
        out.flush();
    }

    @Override
    public void changed(long changed, Duration took) {
        String what = changed < 0 ? "done" : changed == 1 ? "1 row changed" : changed + " rows changed";
        out.println("(" + what + ", " + took.toMillis() + " ms)");
        out.flush();
    }
}
