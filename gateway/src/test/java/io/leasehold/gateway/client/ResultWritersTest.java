package io.leasehold.gateway.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultWritersTest {

    private static final Duration TOOK = Duration.ofMillis(12);
    private static final List<Column> COLUMNS = List.of(new Column("ID", true), new Column("NAME", false));

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aTableAlignsNumbersAtTheRightAndNamesNull() {
        write(new TableWriter(out, 0), COLUMNS, row("7", "Anna"), row("12", null));
        assertThat(text.toString().lines())
                .containsExactly(" ID | NAME", "----+------", "  7 | Anna", " 12 | NULL", "(2 rows, 12 ms)");
    }

    @Test
    void aResultWithoutRowsShowsItsColumns() {
        write(new TableWriter(out, 80), COLUMNS);
        assertThat(text.toString().lines()).containsExactly(" ID | NAME", "----+------", "(0 rows, 12 ms)");
    }

    @Test
    void aTableFitsItsTerminal() {
        String longText = "abcdefghij".repeat(20);
        write(
                new TableWriter(out, 40),
                List.of(new Column("A", false), new Column("B", false)),
                row("short", longText));
        assertThat(text.toString().lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(40));
        assertThat(text.toString()).contains("short | abcdefghij", "…");
    }

    @Test
    void withoutATerminalNothingIsCut() {
        String longText = "abcdefghij".repeat(50);
        TableWriter table = new TableWriter(out, 0);
        table.columns(COLUMNS);
        table.rows(List.of(row("1", "x")));
        table.rows(List.of(row("2", longText)));
        assertThat(text.toString()).contains(longText);
    }

    @Test
    void rowsThatCannotFitAreWrittenAsLists() {
        List<Column> many = IntStream.range(0, 12)
                .mapToObj(i -> new Column("COLUMN_" + i, false))
                .toList();
        write(
                new TableWriter(out, 60),
                many,
                row(many.stream().map(column -> "of " + column.label()).toArray(String[]::new)));
        assertThat(text.toString()).contains("-- row 1 --", " COLUMN_3  | of COLUMN_3");
    }

    @Test
    void whatCommandsATerminalIsMadeVisible() {
        write(
                new TableWriter(out, 0),
                List.of(new Column("A\u001B[2J", false)),
                row("x\u001B[31m\u0007\n\u009By\u202E"));
        assertThat(text.toString()).contains("A\\u001B[2J", "x\\u001B[31m\\u0007\\n\\u009By\\u202E");
        assertThat(text.toString().chars().filter(c -> c != '\n' && Character.isISOControl(c)))
                .isEmpty();
    }

    @Test
    void wideCharactersTakeTwoCellsAndMarksNone() {
        assertThat(TextWidth.of("日本")).isEqualTo(4);
        assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
        assertThat(TextWidth.of("😀")).isEqualTo(2);
        assertThat(TextWidth.fitted("日本語", 5, false)).isEqualTo("日本…");
        assertThat(TextWidth.fitted("日本語", 4, false)).isEqualTo("日… ");
    }

    @Test
    void csvQuotesWhatItMustAndTellsNullFromAnEmptyText() {
        write(
                new CsvWriter(out),
                List.of(new Column("A,B", false), new Column("C", false)),
                row("say \"hi\"", "two\nlines"),
                row(null, ""),
                row("plain", " spaced "));
        assertThat(text.toString())
                .isEqualTo("\"A,B\",C\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n,\"\"\r\nplain, spaced \r\n");
    }

    @Test
    void aStatementWithoutAResultSaysHowManyRowsItChanged() {
        TableWriter table = new TableWriter(out, 80);
        table.changed(1, TOOK);
        table.changed(5, TOOK);
        table.changed(-1, TOOK);
        new CsvWriter(out).changed(3, TOOK);
        assertThat(text.toString().lines())
                .containsExactly("(1 row changed, 12 ms)", "(5 rows changed, 12 ms)", "(done, 12 ms)");
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private void write(ResultWriter writer, List<Column> columns, List<@Nullable String>... rows) {
        writer.columns(columns);
        if (rows.length > 0) {
            assertThat(writer.rows(List.of(rows))).isTrue();
        }
        writer.end(rows.length, TOOK);
    }

    private static List<@Nullable String> row(@Nullable String... cells) {
        return Arrays.asList(cells);
    }
}
