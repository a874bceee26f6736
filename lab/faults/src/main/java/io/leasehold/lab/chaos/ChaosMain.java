package io.leasehold.lab.chaos;

import io.leasehold.lab.Jdk;
import io.leasehold.lab.JsonFile;
import io.leasehold.lab.LabProgram;
import io.leasehold.lab.Progress;
import io.leasehold.lab.chaos.run.Invariant;
import io.leasehold.lab.chaos.run.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program behind lab/chaos: which seeds, in which JVMs, and what is said of them. */
@Command(
        name = "lab/chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Fails real databases and the network to them while a pool is in use, and checks what must hold in any case, at the"
                    + " database as well as in the pool. A seed says which fault, on which database, when, how long, and how the"
                    + " pool is set; as many seeds as there are cells run each cell once. Without an option each cell is run five times.",
            "",
            "Exit status 1 on a violation, if a fault did not happen while a transaction was in flight, if a run cannot be judged,"
                    + " and if one that was wanted was not made."
        })
public final class ChaosMain implements Callable<Integer> {
    private static final Path FILES = Path.of("lab/faults/target");
    private static final int USUAL_ROUNDS = 5;

    @Option(names = "--quick", description = "Every cell once.")
    private boolean quick;

    @Option(names = "--seed", paramLabel = "N", description = "This seed alone, as a violation names it.")
    private @Nullable Long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "The seeds from 0 to N - 1. What has been run stands in a file, and is not run again; a file of other code,"
                            + " another planted bug or another JDK is refused.")
    private @Nullable Integer seeds;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Where --seeds keeps what has been run (lab/faults/target/chaos-state.jsonl).")
    private Path state = FILES.resolve("chaos-state.jsonl");

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Cells whose title contains TEXT, whatever its case, such as \"black hole\" or \"mariadb\".")
    private String only = "";

    @Option(
            names = "--jdk25",
            paramLabel = "HOME",
            defaultValue = "${env:JDK25_HOME}",
            description = "A JDK 21 or later for virtual threads, on one carrier; also read from JDK25_HOME.")
    private @Nullable Path jdk25;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the JSON goes (lab/faults/target/chaos.json).")
    private Path out = FILES.resolve("chaos.json");

    @Option(
            names = "--planted",
            paramLabel = "BUG",
            description =
                    "Breaks something on purpose, to see it found: more-connections, refused-late, two-holders, wrong-answer,"
                            + " not-counted, stays-down, written-twice, thread-left, served-late, lost-commit; and what one row"
                            + " alone can find: more-while-it-lasts (14), leak-not-reported (17), refused-in-time (22),"
                            + " lent-dead-twice (27).")
    private String planted = "";

    @Option(names = "--list", description = "Shows the cells and the invariants, and runs nothing.")
    private boolean list;

    private final Progress progress = new Progress(System.err);
    private final List<Result> results = new ArrayList<>();
    private @Nullable StateFile kept;

    public static void main(String[] arguments) {
        System.exit(LabProgram.run(new ChaosMain(), arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (list) {
            return list();
        }
        ChaosJvm.Order order = new ChaosJvm.Order(planted);
        order.planted();
        List<Long> wanted = wanted();
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("no cell's title contains \"" + only + "\"; --list shows them.");
        }
        Jdk newer = jdk25 == null ? Jdk.current() : Jdk.at(jdk25);
        Lanes lanes = new Lanes(seeds == null ? wanted : notKept(wanted, Origin.of(order, newer)), newer);
        progress.expect(lanes.count());
        progress.begin("starting the databases");
        lanes.run(order, this::take);
        progress.finish();
        return report(asked(wanted, lanes), lanes);
    }

    /** A series is of all cells; else those that need a newer JDK than there is are left out, and this is said. */
    private List<Long> asked(List<Long> wanted, Lanes lanes) {
        if (seeds != null || seed != null) {
            return wanted;
        }
        List<Long> possible = wanted.stream().filter(lanes::isPossible).toList();
        wanted.stream()
                .filter(each -> !lanes.isPossible(each))
                .map(each -> Matrix.of(each).title().strip())
                .distinct()
                .forEach(cell -> System.out.println("LEFT OUT: cell " + cell + ": " + Lanes.NEEDS_VIRTUAL_THREADS));
        return possible;
    }

    /** Those that were not run before; the results of the others are taken over. */
    private List<Long> notKept(List<Long> wanted, Origin origin) throws IOException {
        StateFile file = StateFile.at(state, origin);
        Set<Long> all = Set.copyOf(wanted);
        file.results().stream().filter(known -> all.contains(known.seed())).forEach(results::add);
        kept = file;
        return wanted.stream().filter(each -> !file.has(each)).toList();
    }

    private int list() {
        Matrix.CELLS.forEach(cell -> System.out.println(cell.title()));
        for (Invariant invariant : Invariant.values()) {
            System.out.println(invariant + ": " + invariant.text());
        }
        return 0;
    }

    private List<Long> wanted() {
        if (seed != null) {
            return List.of(seed);
        }
        int cells = Matrix.CELLS.size();
        long count = seeds != null ? seeds : quick ? cells : (long) cells * USUAL_ROUNDS;
        String text = only.toLowerCase(Locale.ROOT);
        return LongStream.range(0, count)
                .boxed()
                .filter(each -> Matrix.of(each).title().toLowerCase(Locale.ROOT).contains(text))
                .toList();
    }

    private synchronized void take(Result result) {
        results.add(result);
        if (kept != null) {
            kept.add(result);
        }
        progress.done();
        progress.begin("ended: " + result.cell());
        if (!result.isGreen()) {
            progress.finish();
            show(result);
        }
    }

    private void show(Result result) {
        String what = "seed " + result.seed() + ", cell " + result.cell().strip() + ", " + result.threads()
                + again(result.seed());
        if (!result.outcome().exercised()) {
            System.out.println("NOT EXERCISED: " + what);
        }
        if (!result.outcome().doubts().isEmpty()) {
            System.out.println("NOT JUDGED: " + what);
            result.outcome().doubts().forEach(doubt -> System.out.println("  " + doubt));
        }
        for (Violation violation : result.outcome().violations()) {
            System.out.println("VIOLATION of " + violation.invariant() + " ("
                    + violation.invariant().text() + ")");
            System.out.println("  " + violation.what());
            System.out.println("  " + what);
            violation.evidence().forEach(line -> System.out.println("    " + line));
        }
    }

    private String again(long run) {
        return "; again: lab/chaos --seed " + run + (planted.isEmpty() ? "" : " --planted " + planted);
    }

    private void show(Report.NotRun run, boolean isPossible) {
        System.out.println("NOT RUN: seed " + run.seed() + ", cell "
                + run.cell().strip() + ": " + run.why() + (isPossible ? again(run.seed()) : ""));
    }

    private int report(List<Long> wanted, Lanes lanes) throws IOException {
        Report report = Report.of(wanted, results, lanes::whyNot);
        JsonFile.write(out, report);
        report.notRun().forEach(each -> show(each, lanes.isPossible(each.seed())));
        report.table().forEach(System.out::println);
        System.out.println();
        System.out.println(report.runs() + " runs, " + report.environment().text() + "; " + out);
        if (report.notExercised() > 0) {
            System.out.println("not exercised: " + report.notExercised() + ", of which "
                    + report.notRun().size() + " were not run");
        }
        if (report.notJudged() > 0) {
            System.out.println("not judged: " + report.notJudged());
        }
        System.out.println("violations: " + report.violations());
        return report.isGreen() ? 0 : 1;
    }
}
