package io.leasehold.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that the measuring programs share. Filled by picocli, then only read. */
public final class RunOptions {
    @Option(
            names = "--quick",
            description = "The main rows in short: lab/bench and lab/wait in under 10 minutes, lab/gateway in 4.")
    private boolean quick;

    @Option(
            names = "--smoke",
            description =
                    "Every row once, in minutes, those of lab/bench and lab/wait two at a time; nothing is judged.")
    private boolean smoke;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Rows whose title contains TEXT, whatever its case; if repeated, each TEXT.")
    private List<String> only = List.of();

    @Option(
            names = "--add",
            description = {
                "Keeps the rows that the JSON has already, of the same machine and effort, and adds or replaces",
                "those of this run: a long run in portions. Not for lab/gateway."
            })
    private boolean add;

    @Option(
            names = "--jdk25",
            paramLabel = "HOME",
            defaultValue = "${env:JDK25_HOME}",
            description = "A JDK 21 or later for the rows with virtual threads; also read from JDK25_HOME.")
    private @Nullable Path jdk25;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the JSON goes; by default where lab/publish looks for it.")
    private @Nullable Path out;

    /** The one that the options ask for. */
    public <E> E effort(E ofSmoke, E ofQuick, E ofFull) {
        return smoke ? ofSmoke : quick ? ofQuick : ofFull;
    }

    public @Nullable Jdk newerJdk() {
        return jdk25 == null ? null : Jdk.at(jdk25);
    }

    public Path out(Path usual) {
        return out == null ? usual : out;
    }

    /** Whether rows may be missing because they were not asked for. */
    public boolean isPartial() {
        return !only.isEmpty();
    }

    /** Whether the rows of this run are to be put beside those of the file. */
    public boolean isAdding(Path file) {
        return add && Files.isReadable(file);
    }

    /** For programs whose rows depend on each other. */
    public void refuseToAdd() {
        if (add) {
            throw new IllegalArgumentException("--add is not for this program: its rows are measured together.");
        }
    }

    /** Of all rows those that were asked for. */
    public <R> List<R> wanted(List<R> all, Function<R, String> title) {
        return all.stream()
                .filter(row -> only.stream().allMatch(text -> contains(title.apply(row), text)))
                .toList();
    }

    private static boolean contains(String title, String text) {
        return title.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    /** It is an error to ask for rows that are not there. */
    public void refuseIfNone(List<?>... kinds) {
        if (Stream.of(kinds).allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("no row's title contains \"" + String.join("\" and \"", only) + "\".");
        }
    }
}
