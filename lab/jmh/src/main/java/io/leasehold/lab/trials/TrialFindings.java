package io.leasehold.lab.trials;

import io.leasehold.lab.Markdown;
import io.leasehold.lab.Median;
import io.leasehold.lab.charts.Bar;
import io.leasehold.lab.charts.BarChart;
import io.leasehold.lab.peers.Contestants;
import io.leasehold.lab.peers.PoolContestant;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A row of the report. Immutable.
 *
 * @param verdict a sentence each; none if there is nothing to judge
 */
public record TrialFindings(
        String id, String title, String about, List<Column> columns, List<Line> contestants, List<String> verdict) {

    /**
     * A contestant.
     *
     * @param lacks what it does not do of that which is equal between the others; empty if nothing
     * @param runs of each, a value for each column
     */
    public record Line(String id, String title, String settings, String lacks, List<double[]> runs) {
        double median(int column) {
            return Median.of(runs, run -> run[column]);
        }

        double lowest(int column) {
            return runs.stream().mapToDouble(run -> run[column]).min().orElseThrow();
        }

        double highest(int column) {
            return runs.stream().mapToDouble(run -> run[column]).max().orElseThrow();
        }

        private String cell(List<Column> columns, int column) {
            Column shown = columns.get(column);
            String median = shown.text(median(column));
            if (runs.size() == 1) {
                return median;
            }
            String lowest = shown.text(lowest(column));
            String highest = shown.text(highest(column));
            return lowest.equals(highest) ? median : median + " (" + lowest + " to " + highest + ")";
        }

        private List<String> cells(List<Column> columns) {
            List<String> cells = new ArrayList<>(List.of(title));
            for (int column = 0; column < columns.size(); column++) {
                cells.add(cell(columns, column));
            }
            return cells;
        }
    }

    static TrialFindings of(TrialRow row, Map<PoolContestant, List<double[]>> runs) {
        Trial trial = row.trial();
        List<Line> lines = runs.entrySet().stream()
                .map(entry -> new Line(
                        entry.getKey().id(),
                        entry.getKey().title(),
                        entry.getKey().settings(),
                        entry.getKey().lacks(),
                        entry.getValue()))
                .toList();
        List<String> verdict = row.tempo().judged() ? trial.verdict(new Field(trial.columns(), runs)) : List.of();
        return new TrialFindings(trial.id(), row.title(), trial.about(), trial.columns(), lines, verdict);
    }

    /** The same figures, judged as is judged now, whatever was said of them when they were measured. */
    public TrialFindings judgedAnew() {
        Trial trial = Trials.byId(id);
        Map<PoolContestant, List<double[]>> runs = new LinkedHashMap<>();
        contestants.forEach(line -> runs.put(Contestants.byId(line.id()), line.runs()));
        return new TrialFindings(
                id, title, about, columns, contestants, trial.verdict(new Field(trial.columns(), runs)));
    }

    /** For a terminal. */
    public void print(PrintStream out) {
        out.printf("%n%s%n", title);
        out.println(terminalLine(heads()));
        for (Line contestant : contestants) {
            out.println(terminalLine(contestant.cells(columns)) + "   " + contestant.settings());
        }
        notes().forEach(note -> out.println("  " + note));
        verdict.forEach(sentence -> out.println("  => " + sentence));
    }

    /** For a page. */
    public void print(Markdown page) {
        page.heading(title);
        page.paragraph(about + " Medians of " + contestants.get(0).runs().size() + " JVMs each, lowest and highest.");
        page.picture(chartName(), title);
        page.figures(
                heads(), contestants.stream().map(line -> line.cells(columns)).toList());
        page.list(Stream.concat(verdict.stream(), notes()).toList());
    }

    /** The file of its picture. */
    public String chartName() {
        return id + ".svg";
    }

    /** Its first column. */
    public BarChart chart() {
        List<Bar> bars = contestants.stream()
                .map(line -> new Bar(
                        line.title(),
                        line.id().equals(Contestants.LEASEHOLD.id()),
                        line.median(0),
                        line.lowest(0),
                        line.highest(0)))
                .toList();
        return new BarChart(title, columns.get(0).name(), columns.get(0).more(), bars);
    }

    /** What was not reached. */
    public Stream<String> missed() {
        return verdict.stream()
                .filter(sentence -> sentence.contains(Field.MISSED) || sentence.contains(Field.UNRESOLVED))
                .map(sentence -> title + ": " + sentence);
    }

    private Stream<String> notes() {
        return contestants.stream()
                .filter(line -> !line.lacks().isEmpty())
                .map(line -> line.title() + " " + line.lacks() + "; nothing is held against it");
    }

    private List<String> heads() {
        return Stream.concat(Stream.of(""), columns.stream().map(Column::name)).toList();
    }

    private static String terminalLine(List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("  %-26s", cells.get(0)));
        cells.stream().skip(1).forEach(cell -> line.append(String.format(" %26s", cell)));
        return line.toString();
    }
}
